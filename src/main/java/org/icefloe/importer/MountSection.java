package org.icefloe.importer;

import java.util.Optional;
import org.icefloe.auth.Account;
import org.icefloe.auth.Role;
import org.icefloe.config.MountOverrides;
import org.icefloe.config.MountSetting;
import org.icefloe.importer.ImportPlan.Login;
import org.icefloe.mount.MountPattern;

/** A {@code <mount>}: becomes an entry of mounts, or the template. */
final class MountSection extends Section {
    private static final String PROGRAMS =
            "the server runs no programs; backends can be told of a mount by auth-mount-add" + " and auth-mount-remove";

    private final XmlElement mount;
    private final MountPattern pattern;
    private final RelayList relays;
    private MountOverrides overrides = MountOverrides.NONE;
    private Optional<Login> source = Optional.empty();

    private MountSection(XmlElement mount, MountPattern pattern, Report report, RelayList relays) {
        super(report);
        this.relays = relays;
        this.mount = mount;
        this.pattern = pattern;
        rule("mount-name", element -> taken(element, "the entry of " + pattern));
        rules();
        rulesOfKh();
    }

    /**
     * Reads the element.
     *
     * @param relays is given the one that is in it
     * @throws NotTakenException if it cannot be for any mount
     */
    static ImportPlan.Entry read(XmlElement mount, Report report, RelayList relays) {
        MountSection section = new MountSection(mount, patternOf(mount), report, relays);
        section.read(mount);
        return section.entry();
    }

    /** Which mounts it is for. */
    static MountPattern patternOf(XmlElement mount) {
        if (mount.attribute("type").filter("default"::equals).isPresent()) {
            return MountPattern.TEMPLATE;
        }
        String name = mount.textAt("mount-name")
                .orElseThrow(() -> new NotTakenException("the mount has no mount-name, and is not the default"));
        try {
            MountPattern pattern = MountPattern.parse(name);
            if (!pattern.isReserved() && !pattern.equals(MountPattern.TEMPLATE)) {
                return pattern;
            }
            throw new NotTakenException("the server itself answers under " + name);
        } catch (IllegalArgumentException noMount) {
            throw new NotTakenException(name + " can be no mountpoint: " + noMount.getMessage());
        }
    }

    private void rules() {
        rule("username", this::username);
        rule("password", this::password);
        rule("dump-file", as("dump-file", MountSection::withoutVariables));
        rule("dump-file-size-limit", as("dump-max-size", Values::positive));
        rule("dump-file-time-limit", as("dump-max-duration", Values::positive));
        rule("intro", as("intro", text -> Values.webPath(withoutVariables(text))));
        rule("fallback-mount", as("fallback-mount", MountSection::withoutVariables));
        rule("fallback-override", as("fallback-override", Values::fallbackOverride));
        rule("fallback-when-full", as("fallback-when-full", Values::flag));
        rule("max-listeners", as("max-listeners", Values::limit));
        rule("max-listener-duration", as("max-listener-duration", Values::limit));
        rule("charset", as("charset"));
        rule("mp3-metadata-interval icy-metadata-interval", as("metadata-interval", Values::limit));
        rule("no-mount", as("direct-access", Values::not));
        rule("allow-direct-access", as("direct-access", Values::flag));
        rule("hidden", as("hidden", Values::flag));
        rule("public", as("stream-public", Values::listed));
        rule("no-yp", as("stream-public", Values::not));
        rule("queue-size", as("queue-size", Values::positive));
        rule("burst-size", as("burst-size", Values::limit));
        rule("source-timeout", as("source-timeout", Values::positive));
        rule("stream-name", as("stream-name"));
        rule("stream-description", as("stream-description"));
        rule("stream-url", as("stream-url"));
        rule("genre", as("stream-genre"));
        rule("bitrate", as("stream-bitrate", text -> text.replaceFirst("(?i) *k(bps|bit/s)?$", "")));
        rule("type", as("type"));
        rule("http-headers", element -> headers(element, "http-headers"));
        rule("authentication", this::authentication);
        rule("subtype", as("stream-subtype"));
        rule("on-connect on-disconnect", not(PROGRAMS));
        rule("event-bindings", not(PROGRAMS));
        rule("cluster-password", not("it is for Icecast 1, and no server has asked for it since"));
        rule("relay", element -> relays.read(element, pattern));
        rule("max-history", not("titles that have been are not kept"));
    }

    /** Where the meaning is plain. */
    private void rulesOfKh() {
        rule("hijack", as("takeover", Values::flag));
        rule("linger-for", as("linger", Values::limit));
        rule("max-bandwidth", as("max-bandwidth", Values::positive));
        rule("metadata-interval", as("metadata-interval", Values::limit));
        rule("priority", not("of two entries the more specific one counts, whatever their order"));
        rule("min-queue-size", not("a queue takes what the burst needs, and grows to its size by itself"));
        rule("redirect redirect-to", as("redirect-to"));
        rule("skip-accesslog accesslog preroll-log", not("there is one access log, for all mounts"));
        rule("listenurl", not("addresses follow icefloe.server.public-url"));
        rule("wait-time", not("a source may return as soon as it can"));
        rule("limit-rate", not("a source may send as fast as it likes"));
        rule(
                "file-seekable allow-chunked max-send-size so-sndbuf ogg-passthrough filter-theora",
                not("it is a matter of how Icecast-kh works inside"));
        rule("admin_comments_only allow-url-ogg-metadata", not("a title is taken from whoever says it last"));
        rule("ban-client", not("nobody is shut out for a time; deny-addresses shuts out for good"));
        rule("intro-skip-replay", not("everybody hears the intro who comes"));
        rule("max-stream-duration", not("a source may stream for as long as it likes"));
    }

    private void username(XmlElement element) {
        String user = textOf(element);
        String password =
                mount.textAt("password").orElseThrow(() -> new NotTakenException("it has no password beside it"));
        if (!mount.textAt("username").equals(Optional.of(user))) {
            throw new NotTakenException("the one before it counts");
        }
        Logins.checked(new Login(Role.SOURCE, user, password));
        taken(element, "the user name of the sources of " + pattern);
    }

    private void password(XmlElement element) {
        login(element, mount.textAt("username").orElse(Account.SOURCE_USER), textOf(element));
    }

    private void login(XmlElement element, String user, String password) {
        if (source.isPresent()) {
            throw new NotTakenException("another password before it is that of the sources");
        }
        source = Optional.of(Logins.checked(new Login(Role.SOURCE, user, password)));
        taken(element, "the password of the sources of " + pattern);
    }

    private void authentication(XmlElement element) {
        new MountAuthentication(this, "", this::login).read(element);
    }

    private static String withoutVariables(String text) {
        if (text.contains("${")) {
            throw new NotTakenException("names are not made of variables here: " + Values.quoted(text));
        }
        return text;
    }

    @Override
    String nameOf(String key) {
        return key + " of " + (pattern.equals(MountPattern.TEMPLATE) ? "all mounts" : pattern);
    }

    @Override
    void put(String key, String value) {
        MountSetting<?> setting = MountSetting.find(key).orElseThrow();
        try {
            overrides = overrides.withText(setting, value);
        } catch (IllegalArgumentException unreadable) {
            throw new NotTakenException(Values.quoted(value) + " cannot be used: expected "
                    + setting.type().expected());
        }
    }

    private ImportPlan.Entry entry() {
        return new ImportPlan.Entry(pattern, overrides, source);
    }
}
