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
    private final MountAuthentication listeners;
    private final List<Login> accounts = new ArrayList<>();

    /** @param listeners what is asked of those of the whole server */
    AccountSection(XmlElement root, Report report, MountAuthentication listeners) {
        super(report);
        this.root = root;
        this.listeners = listeners;
        rule("source-password", password(Role.SOURCE, Account.SOURCE_USER));
        rule("admin-password", password(Role.ADMIN, user("admin-user", "admin")));
        rule("relay-password", password(Role.RELAY, user("relay-user", "relay")));
        rule("admin-user", userName(Role.ADMIN, "admin-password"));
        rule("relay-user", userName(Role.RELAY, "relay-password"));
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

    /** The account is made at whichever of the two comes first, so that none is taken without the other. */
    private Rule userName(Role role, String password) {
        return element -> {
            String user = textOf(element);
            String beside = root.textAt("authentication/" + password)
                    .orElseThrow(() -> new NotTakenException("it has no password beside it"));
            if (!root.textAt(element.path()).equals(Optional.of(user))) {
                throw new NotTakenException("the one before it counts");
            }
            add(new Login(role, user, beside));
            taken(element, "the name of an account");
        };
    }

    private void add(Login login) {
        if (accounts.contains(login)) {
            return;
        }
        if (accounts.stream().anyMatch(known -> known.user().equals(login.user()))) {
            throw new NotTakenException("there is an account " + login.user() + " already");
        }
        accounts.add(Logins.checked(login));
    }

    private void account(XmlElement element, Login login) {
        add(login);
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
            listeners.role(role, root.child("authentication").orElse(role));
            return;
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
