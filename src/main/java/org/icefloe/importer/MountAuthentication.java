package org.icefloe.importer;

import java.util.Map;
import java.util.Optional;
import org.icefloe.auth.Account;

/**
 * The {@code <authentication>} of a mount: of 2.4, with a type and options, or of 2.5, with roles that have them. The
 * first role that says who may listen is taken.
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

    private final Section section;
    private final SourceLogin source;
    private boolean decided;

    /** Takes the login of the mount's source. */
    interface SourceLogin {
        void take(XmlElement element, String user, String password);
    }

    MountAuthentication(Section section, SourceLogin source) {
        this.section = section;
        this.source = source;
    }

    void read(XmlElement authentication) {
        Optional<String> type = authentication.attribute("type");
        if (type.isPresent()) {
            byType(authentication, type.get());
        } else if (authentication.children().isEmpty()) {
            throw new NotTakenException("it says nothing");
        } else {
            authentication.children().forEach(this::role);
        }
    }

    private void role(XmlElement role) {
        try {
            byType(role, role.attribute("type").orElse(""));
        } catch (NotTakenException notTaken) {
            section.ignore(role, notTaken.getMessage());
        }
    }

    private void byType(XmlElement element, String type) {
        switch (type) {
            case "htpasswd", "url" -> listeners(element, type);
            case "legacy-password" -> sourcePassword(element);
            case "anonymous" -> throw new NotTakenException("whoever needs no login is let in without one");
            case "static" ->
                throw new NotTakenException("logins are accounts here: make one, and set auth-type to accounts");
            case "enforce-auth" -> throw new NotTakenException("auth-type asks for a login by itself");
            default -> throw new NotTakenException("there is no authentication of the type " + Values.quoted(type));
        }
    }

    private void listeners(XmlElement element, String type) {
        if (decided) {
            throw new NotTakenException("another role before it says who may listen, and there is one of them here");
        }
        decided = true;
        section.set(element, "auth-type", type);
        Map<String, String> known = type.equals("url") ? URL : HTPASSWD;
        if (element.attribute("connections-per-user").filter("1"::equals).isPresent()) {
            section.set(element, "auth-allow-duplicate-users", "false");
        }
        element.children().forEach(option -> option(option, known));
    }

    private void option(XmlElement option, Map<String, String> known) {
        try {
            String name = option.attribute("name").orElse("");
            String value = option.attribute("value").orElse("");
            String key = Optional.ofNullable(known.get(name))
                    .filter(found -> option.name().equals("option"))
                    .orElseThrow(() -> new NotTakenException("there is no such option here"));
            if (value.isEmpty()) {
                throw new NotTakenException("it is empty");
            }
            section.set(option, key, key.equals("auth-allow-duplicate-users") ? Values.flag(value) : value);
        } catch (NotTakenException notTaken) {
            section.ignore(option, notTaken.getMessage());
        }
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
