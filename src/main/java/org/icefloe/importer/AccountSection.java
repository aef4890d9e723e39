package org.icefloe.importer;

import java.util.ArrayList;
import java.util.List;
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
        taken(element, "the password of the account " + login);
    }

    /** Of 2.5: {@code static} with a name and a password, of which one that may everything is an admin. */
    private void role(XmlElement role) {
        String type = role.attribute("type").orElse("");
        Optional<String> name = option(role, "username");
        Optional<String> password = option(role, "password");
        boolean mayAdminister =
                role.attribute("allow-admin").filter("*"::equals).isPresent()
                        || role.attribute("allow-all").filter("*"::equals).isPresent();
        if (type.equals("static") && mayAdminister && name.isPresent() && password.isPresent()) {
            account(role, new Login(Role.ADMIN, name.get(), password.get()));
        } else if (type.equals("legacy-password") && password.isPresent()) {
            account(role, new Login(Role.SOURCE, Account.SOURCE_USER, password.get()));
        } else {
            throw new NotTakenException(
                    "of the server's roles, those with a name and a password for everything, and those"
                            + " with a source's password are accounts here; who may listen is said by the mounts");
        }
    }

    private static Optional<String> option(XmlElement role, String name) {
        return role.children().stream()
                .filter(child -> child.attribute("name").filter(name::equals).isPresent())
                .flatMap(child -> child.attribute("value").stream())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    List<Login> accounts() {
        return accounts;
    }
}
