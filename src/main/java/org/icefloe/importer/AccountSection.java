package org.icefloe.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.icefloe.auth.Account;
import org.icefloe.auth.Role;
import org.icefloe.importer.ImportPlan.Login;

/** The {@code <authentication>} of the server: becomes accounts. */
final class AccountSection extends Section {
    private final XmlElement root;
    private final List<Login> accounts = new ArrayList<>();

    AccountSection(XmlElement root, List<Finding> findings) {
        super(findings);
        this.root = root;
        rule("source-password", password(Role.SOURCE, Account.SOURCE_USER));
        rule("admin-password", password(Role.ADMIN, user("admin-user", "admin")));
        rule("relay-password", password(Role.RELAY, user("relay-user", "relay")));
        rule("admin-user", userName("admin-password"));
        rule("relay-user", userName("relay-password"));
        rule("shoutcast-user", not("the sources of SHOUTcast send a password and no name"));
        rule("role", this::role);
    }

    /** The old place of one of them. */
    void readOldPlace(XmlElement element) {
        if (root.textAt("authentication/source-password").isPresent()) {
            throw new NotTakenException("the one in authentication counts");
        }
        password(Role.SOURCE, Account.SOURCE_USER).take(element);
    }

    private String user(String element, String usual) {
        return root.textAt("authentication/" + element).orElse(usual);
    }

    private Rule password(Role role, String user) {
        return element -> account(element, new Login(role, user, textOf(element)));
    }

    private Rule userName(String password) {
        return element -> {
            textOf(element);
            if (root.textAt("authentication/" + password).isEmpty()) {
                throw new NotTakenException("it has no password beside it");
            }
            taken(element, "the name of an account");
        };
    }

    private void account(XmlElement element, Login login) {
        if (accounts.stream().anyMatch(known -> known.user().equals(login.user()))) {
            throw new NotTakenException("there is an account " + login.user() + " already");
        }
        accounts.add(Logins.checked(login));
        taken(
                element,
                "the password of the account %s, a login of the role %s"
                        .formatted(login.user(), login.role().name().toLowerCase(Locale.ROOT)));
    }

    /** Of 2.5: {@code static} with a name and a password, of which one that may everything is an admin. */
    private void role(XmlElement role) {
        String type = role.attribute("type").orElse("");
        Optional<XmlElement> name = option(role, "username");
        Optional<XmlElement> password = option(role, "password");
        boolean mayAdminister =
                role.attribute("allow-admin").filter("*"::equals).isPresent()
                        || role.attribute("allow-all").filter("*"::equals).isPresent();
        if (type.equals("static") && mayAdminister && name.isPresent() && password.isPresent()) {
            String user = valueOf(name.get());
            account(password.get(), new Login(Role.ADMIN, user, valueOf(password.get())));
            taken(name.get(), "the name of an account");
        } else if (type.equals("legacy-password") && password.isPresent()) {
            account(password.get(), new Login(Role.SOURCE, Account.SOURCE_USER, valueOf(password.get())));
        } else {
            throw new NotTakenException(
                    "of the server's roles, those with a name and a password for everything, and those"
                            + " with a source's password are accounts here; who may listen is said by the mounts");
        }
        role.children().stream()
                .filter(child ->
                        !Optional.of(child).equals(name) && !Optional.of(child).equals(password))
                .forEach(child -> ignore(child, "accounts have a name and a password, and no more"));
    }

    private static String valueOf(XmlElement option) {
        return option.attribute("value").orElse("");
    }

    private static Optional<XmlElement> option(XmlElement role, String name) {
        return role.children().stream()
                .filter(child -> child.attribute("name").filter(name::equals).isPresent())
                .filter(child -> !valueOf(child).isEmpty())
                .findFirst();
    }

    List<Login> accounts() {
        return accounts;
    }
}
