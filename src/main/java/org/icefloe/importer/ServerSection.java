package org.icefloe.importer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.icefloe.config.HttpHeaders;
import org.icefloe.config.LiveSettings;
import org.icefloe.config.MountOverrides;
import org.icefloe.config.MountSetting;

/** Everything in the file but mounts and logins: becomes settings of the server. */
final class ServerSection extends Section {
    /** Before the key of a mount's setting: what holds where neither a mount nor the template says it. */
    private static final String MOUNTS = "icefloe.mount.";

    private static final String TLS = "TLS is a matter of the proxy or container before the server";
    private static final String SYSTEM = "the server runs as whoever starts it";

    private final XmlElement root;
    private final MountAuthentication listeners;
    private final Map<String, String> settings = new HashMap<>();

    ServerSection(XmlElement root, Report report) {
        super(report);
        this.root = root;
        this.listeners = new MountAuthentication(this, MOUNTS, (element, user, password) -> {
            throw new NotTakenException("the password of the sources is said by the server's own authentication");
        });
        server();
        limits();
        paths();
        logging();
        others();
        rulesOfKh();
        new MasterRules(this, root).add();
        new DirectoryRules(this).add();
    }

    private void server() {
        rule("location", as("icefloe.server.location"));
        rule("admin", as("icefloe.server.contact"));
        rule("hostname", as("icefloe.server.hostname"));
        rule("server-id server_id", as("icefloe.server.id"));
        rule("fileserve", as("icefloe.web.files", Values::flag));
        rule("shoutcast-mount", as("icefloe.stream.shoutcast-mount"));
        rule("http-headers", element -> headers(element, "icefloe.server.http-headers"));
        rule("port", oldPlace("icefloe.stream.port"));
        rule("bind-address", oldPlace("icefloe.stream.bind"));
        rule("listen-socket", new ListenSockets(this, listeners)::read);
    }

    /** Of a port, before there was more than one. */
    private Rule oldPlace(String key) {
        return element -> {
            if (root.child("listen-socket").isPresent()) {
                throw new NotTakenException("listen-socket says it");
            }
            set(element, key, textOf(element));
        };
    }

    private void limits() {
        rule("limits/clients", as("icefloe.limits.clients"));
        rule("limits/sources", as("icefloe.limits.sources"));
        rule("limits/queue-size", as("icefloe.mount.queue-size"));
        rule("limits/header-timeout", as("icefloe.limits.header-timeout"));
        rule("limits/source-timeout", as("icefloe.mount.source-timeout"));
        rule("limits/burst-on-connect", this::burstOnConnect);
        rule("limits/burst-size", this::burstSize);
        rule("limits/bodysize", as("icefloe.limits.body-size"));
        rule("limits/body-timeout", as("icefloe.limits.body-timeout"));
        rule("limits/client-timeout", not("nothing depends on it, neither here nor in Icecast"));
        rule("limits/threadpool", not("threads are as many as there are processors"));
        rule("limits/server-idle-timeout", not("nothing happens when nobody streams"));
    }

    private void burstOnConnect(XmlElement element) {
        if (Values.flag(textOf(element)).equals("true")) {
            throw new NotTakenException("a burst is as large as burst-size says");
        }
        set(element, "icefloe.mount.burst-size", "0");
    }

    private void burstSize(XmlElement element) {
        if (root.textAt("limits/burst-on-connect")
                .filter(text -> Values.flag(text).equals("false"))
                .isPresent()) {
            throw new NotTakenException("burst-on-connect says that there is none");
        }
        set(element, "icefloe.mount.burst-size", textOf(element));
    }

    private void paths() {
        rule("paths/webroot", as("icefloe.web.root"));
        rule("paths/x-forwarded-for", this::proxy);
        rule("paths/logdir", not("the files of the logs have it in their names"));
        rule("paths/basedir", not("the server changes no root"));
        rule("paths/adminroot", not("pages are the server's own"));
        rule("paths/pidfile", not("whoever starts the server knows its process"));
        rule(
                "paths/ssl-certificate paths/ssl-private-key paths/ssl-cafile paths/ssl-allowed-ciphers paths/tls-context",
                not(TLS));
        rule("paths/reportxmldb", not("the texts of errors are the server's own"));
        rule("paths/geoipdb", not("nobody is looked for on a map"));
        rule("paths/nulldevice", not("nothing is thrown away into a file"));
        rule("mime-types paths/mime-types", not("the server has types of its own, the same on every machine"));
        rule(
                "paths/ban-file paths/banfile",
                not("nobody is shut out for a time; icefloe.mount.deny-addresses shuts out for good"));
    }

    private void proxy(XmlElement element) {
        String block = Values.block(textOf(element));
        String key = "icefloe.server.trusted-proxies";
        set(element, key, settings.containsKey(key) ? settings.get(key) + ", " + block : block);
    }

    private void logging() {
        rule("logging/accesslog", log("icefloe.log.access-file", "icefloe.log.access"));
        rule("logging/errorlog", log("icefloe.log.error-file", "icefloe.log.error"));
        rule("logging/playlistlog", log("icefloe.log.playlist-file", "icefloe.log.playlist"));
        rule("logging/loglevel", as("icefloe.log.level"));
        rule("logging/logsize", as("icefloe.log.max-size", Values::kilobytes));
        rule(
                "logging/logarchive",
                as("icefloe.log.keep", text -> Values.flag(text).equals("true") ? "all" : "1"));
        rule("logging/memorybacklog", not("the log is read in its file"));
    }

    /** A file in the directory of logs; Icecast-kh's has elements in it, of which the name counts. */
    private Rule log(String key, String flag) {
        return element -> {
            XmlElement name = element.child("name").orElse(element);
            String file = textOf(name);
            if (file.equals("-")) {
                throw new NotTakenException("standard error has the errors, and nothing else");
            }
            String directory = root.textAt("paths/logdir").orElse("");
            set(name, key, file.startsWith("/") || directory.isEmpty() ? file : directory + "/" + file);
            settings.put(flag, "true");
            element.children().stream()
                    .filter(child -> child != name)
                    .forEach(child -> ignore(child, "all logs are kept in the same way"));
        };
    }

    private void others() {
        rule("event-bindings", not("the server runs no programs; backends can be told of mounts by auth-mount-add"));
        rule("tls-context", not(TLS));
        rule("security/chroot security/changeowner", not(SYSTEM));
        rule("security/prng-seed", not("chance is the system's own"));
        rule("security/tls-context", not(TLS));
        rule("icelogin", not("it is for encoders of Icecast 1"));
    }

    private void rulesOfKh() {
        rule("limits/max-listeners", as("icefloe.limits.listeners", Values::limit));
        rule("limits/max-bandwidth", as("icefloe.limits.bandwidth", Values::positive));
        rule("limits/workers", not("threads are as many as there are processors"));
        rule("limits/min-queue-size", not("a queue grows to its size by itself"));
        rule("limits/inactivity-timeout", not("the server does not end by itself"));
        rule("include", not("other files are not looked at: import them too"));
    }

    @Override
    void put(String key, String value) {
        LiveSettings.complaint(key, value).ifPresent(complaint -> {
            throw new NotTakenException(
                    complaint.startsWith("expected")
                            ? Values.quoted(value) + " cannot be used: " + complaint
                            : "this version has no setting " + key);
        });
        settings.put(key, value);
    }

    /** What is asked of the listeners of all mounts that do not ask for themselves. */
    MountAuthentication listeners() {
        return listeners;
    }

    /** What a mount's setting is where no mount says it; empty if the file does not say. */
    Optional<String> ofMounts(String key) {
        return Optional.ofNullable(settings.get(MOUNTS + key));
    }

    /** Those that every response is to have. */
    HttpHeaders headers() {
        MountOverrides read = MountOverrides.NONE.withText(
                MountSetting.HTTP_HEADERS, settings.getOrDefault("icefloe.server.http-headers", ""));
        return read.get(MountSetting.HTTP_HEADERS).orElse(HttpHeaders.NONE);
    }

    /** What has been taken so far, by key; only such keys as there are. */
    Map<String, String> settings() {
        Map<String, String> known = new HashMap<>(settings);
        known.keySet()
                .removeIf(key -> LiveSettings.complaint(key, settings.get(key)).isPresent());
        return known;
    }
}
