package org.icefloe.importer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the attributes of a role of Icecast 2.5 say of whom it is for, and of what it lets them do. */
final class RoleReach {
    /** Nothing that a listener could notice. */
    private static final Set<String> HARMLESS =
            Set.of("match-method", "nomatch-method", "allow-method", "deny-method", "allow-admin", "deny-admin");

    private static final List<String> OPENING = List.of("allow-web", "allow-all");

    private final XmlElement role;

    RoleReach(XmlElement role) {
        this.role = role;
    }

    /** Whether it is for those who get a stream, and not just for those who send one. */
    boolean isOfListeners() {
        boolean matches = role.attribute("match-method")
                        .filter(methods -> !hasGet(methods))
                        .isEmpty()
                && role.attribute("nomatch-method").filter(RoleReach::hasGet).isEmpty();
        boolean isLoginOfSource =
                role.attribute("type").filter("static"::equals).isPresent()
                        && role.attribute("allow-method")
                                .filter(methods -> !hasGet(methods))
                                .isPresent();
        return matches && !isLoginOfSource;
    }

    /** The attribute that keeps some or all listeners out although they have the role, if there is one. */
    Optional<String> limit() {
        Optional<String> allowed = role.attribute("allow-method");
        if (allowed.filter(methods -> !hasGet(methods)).isPresent()) {
            return Optional.of("allow-method");
        }
        if (allowed.isEmpty()
                && role.attribute("deny-method").filter(RoleReach::hasGet).isPresent()) {
            return Optional.of("deny-method");
        }
        return role.attributes().keySet().stream()
                .filter(name -> name.matches("(match|nomatch|allow|deny)-.*"))
                .filter(name -> !HARMLESS.contains(name))
                .filter(name -> !(OPENING.contains(name)
                        && role.attribute(name).filter("*"::equals).isPresent()))
                .sorted()
                .findFirst();
    }

    private static boolean hasGet(String methods) {
        return List.of(methods.toLowerCase(Locale.ROOT).split("[ ,]+")).stream()
                .anyMatch(method -> method.equals("get") || method.equals("*"));
    }
}
