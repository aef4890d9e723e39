package org.icefloe.importer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.icefloe.auth.Account;
import org.icefloe.config.MountSetting;

/**
 * The {@code <authentication>} of a mount, or what a server's asks of listeners: of 2.4, with a type and options, or of
 * 2.5, with roles that have them. The first role that says who may listen is taken. Where it says so in a way that
 * there is not here, everybody is refused but whoever has an account: an import lets nobody in who was not let in
 * before.
 *
 * <pre>
 *   2.4  &lt;authentication type="url"&gt; &lt;option name="listener_add" value="http://..."/&gt; ...
 *   2.5  &lt;authentication&gt; &lt;role type="htpasswd"&gt; &lt;option name="filename" value="..."/&gt; ...
 * </pre>
 */
final class MountAuthentication {
    private static final Map<String, String> HTPASSWD =
            Map.of("filename", "auth-htpasswd-file", "allow_duplicate_users", "auth-allow-duplicate-users");

    private static final Map<String, String> URL = Map.ofEntries(
            Map.entry("listener_add", "auth-listener-add"),
            Map.entry("client_add", "auth-listener-add"),
            Map.entry("listener_remove", "auth-listener-remove"),
            Map.entry("client_remove", "auth-listener-remove"),
            Map.entry("stream_auth", "auth-stream-auth"),
            Map.entry("mount_add", "auth-mount-add"),
            Map.entry("mount_remove", "auth-mount-remove"),
            Map.entry("username", "auth-user"),
            Map.entry("password", "auth-password"),
            Map.entry("headers", "auth-headers"),
            Map.entry("header_prefix", "auth-header-prefix"),
            Map.entry("auth_header", "auth-header"),
            Map.entry("header_auth", "auth-header"),
            Map.entry("timelimit_header", "auth-timelimit-header"),
            Map.entry("header_timelimit", "auth-timelimit-header"),
            Map.entry("header_message", "auth-message-header"),
            Map.entry("timeout", "auth-timeout"));

    private static final Set<String> LISTENERS = Set.of("htpasswd", "url");

    private final Section section;
    private final String prefix;
    private final SourceLogin source;
    private boolean decided;

    /** Takes the login of the mount's source. */
    interface SourceLogin {
        void take(XmlElement element, String user, String password);
    }

    /** @param prefix of the keys of a mount's settings in the section */
    MountAuthentication(Section section, String prefix, SourceLogin source) {
        this.section = section;
        this.prefix = prefix;
        this.source = source;
    }

    void read(XmlElement authentication) {
        if (authentication.attribute("type").isPresent()) {
            byType(authentication, authentication);
            return;
        }
        List<XmlElement> roles = roles(authentication).toList();
        if (!roles.isEmpty()) {
            roles.forEach(role -> role(role, authentication));
        } else if (authentication.children().isEmpty() && authentication.text().isEmpty()) {
            throw new NotTakenException("it says nothing");
        } else {
            shut(authentication, "it has neither a type nor a role");
        }
    }

    private static Stream<XmlElement> roles(XmlElement authentication) {
        return authentication.children().stream().filter(child -> child.name().equals("role"));
    }

    /** @param all the element that the role is in, and others with it */
    void role(XmlElement role, XmlElement all) {
        section.take(role, one -> byType(one, all));
    }

    private void byType(XmlElement element, XmlElement all) {
        String type = element.attribute("type").orElse("");
        RoleReach reach = new RoleReach(element);
        if (type.equals("legacy-password")) {
            sourcePassword(element);
        } else if (decided) {
            throw new NotTakenException(
                    type.equals("enforce-auth")
                            ? "auth-type asks for a login by itself"
                            : "another role before it says who may listen, and there is one of them here");
        } else if (!reach.isOfListeners()) {
            throw new NotTakenException("it is not about listeners");
        } else if (reach.limit().isPresent()) {
            shut(element, "its " + reach.limit().get() + " cannot be kept here");
        } else if (LISTENERS.contains(type)) {
            listeners(element, type);
        } else {
            others(element, type, all);
        }
    }

    private void others(XmlElement element, String type, XmlElement all) {
        switch (type) {
            case "anonymous" -> throw new NotTakenException("whoever needs no login is let in without one");
            case "static" -> {
                if (roles(all).anyMatch(MountAuthentication::letsEverybodyIn)) {
                    throw new NotTakenException("another role lets everybody in");
                }
                requireNoneFor(all, "logins are accounts here");
                shut(element, "logins are accounts here");
            }
            case "enforce-auth" -> {
                requireNoneFor(all, "auth-type asks for a login by itself");
                shut(element, "it asks for a login, and no other role says which");
            }
            default -> shut(element, "there is no authentication of the type " + Values.quoted(type));
        }
    }

    /** Such a role decides, wherever it is. */
    private static void requireNoneFor(XmlElement all, String reason) {
        if (roles(all)
                .anyMatch(role ->
                        role.attribute("type").filter(LISTENERS::contains).isPresent())) {
            throw new NotTakenException(reason);
        }
    }

    private static boolean letsEverybodyIn(XmlElement role) {
        RoleReach reach = new RoleReach(role);
        return role.attribute("type").filter("anonymous"::equals).isPresent()
                && reach.isOfListeners()
                && reach.limit().isEmpty();
    }

    /** Lets in accounts of listeners, of which there may be none. */
    private void shut(XmlElement element, String reason) {
        decided = true;
        section.put(prefix + "auth-type", "accounts");
        section.shut(
                element,
                "%s: nobody is let in without an account (%s = accounts); make accounts of listeners, or choose another"
                        .formatted(reason, section.nameOf(prefix + "auth-type")));
        element.below().forEach(inner -> section.ignore(inner, "nobody is let in without an account"));
    }

    /** A backend, or a file, that cannot be asked must not mean that nobody is. */
    private void listeners(XmlElement element, String type) {
        Map<String, String> known = type.equals("url") ? URL : HTPASSWD;
        Optional<XmlElement> lost = type.equals("url") ? lost(element, known) : Optional.empty();
        if (lost.isPresent()) {
            shut(element, "its option " + lost.get().attribute("name").orElse("") + " cannot be used");
            return;
        }
        decided = true;
        section.set(element, prefix + "auth-type", type);
        if (element.attribute("connections-per-user").filter("1"::equals).isPresent()) {
            section.set(element, prefix + "auth-allow-duplicate-users", "false");
        }
        element.children().forEach(option -> section.take(option, one -> option(one, known)));
    }

    /** The option that names the backend for listeners, if there is one that is of no use. */
    private static Optional<XmlElement> lost(XmlElement element, Map<String, String> known) {
        return element.children().stream()
                .filter(option -> "auth-listener-add"
                        .equals(known.get(option.attribute("name").orElse(""))))
                .filter(option -> !option.name().equals("option") || !isBackend(valueOf(option)))
                .findFirst();
    }

    private static boolean isBackend(String value) {
        try {
            return MountSetting.AUTH_LISTENER_ADD.type().convert(value).isPresent();
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static String valueOf(XmlElement option) {
        return option.attribute("value").orElse("");
    }

    private void option(XmlElement option, Map<String, String> known) {
        String value = valueOf(option);
        String key = option.attribute("name")
                .map(known::get)
                .filter(found -> option.name().equals("option"))
                .orElseThrow(() -> new NotTakenException("there is no such option here"));
        if (value.isEmpty()) {
            throw new NotTakenException("it is empty");
        }
        section.set(option, prefix + key, key.equals("auth-allow-duplicate-users") ? Values.flag(value) : value);
    }

    private void sourcePassword(XmlElement role) {
        XmlElement option = role.children().stream()
                .filter(child ->
                        child.attribute("name").filter("password"::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new NotTakenException("it has no password"));
        String password = option.attribute("value")
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new NotTakenException("the password is empty"));
        source.take(option, Account.SOURCE_USER, password);
    }
}
