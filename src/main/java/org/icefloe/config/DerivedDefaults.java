package org.icefloe.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The defaults that depend on another setting. */
final class DerivedDefaults {
    private static final int HIGHEST_PORT = 65_535;

    private DerivedDefaults() {}

    /** @param given what is said of each key, all of it readable, the home among it */
    static Map<String, String> of(Map<String, String> given) {
        Path home = new SettingTypes.Directory().convert(given.get("icefloe.home"));
        Map<String, String> defaults = new HashMap<>(Map.of(
                "icefloe.stream.shoutcast-port", Integer.toString(shoutcastPort(streamPort(given))),
                "icefloe.web.root", home.resolve("web").toString(),
                "icefloe.log.access-file", home.resolve("log/access.log").toString(),
                "icefloe.log.error-file", home.resolve("log/error.log").toString(),
                "icefloe.log.playlist-file", home.resolve("log/playlist.log").toString(),
                "icefloe.db.url", databaseUrl(home)));
        // As Icecast's: what every response has, a stream's has too.
        Optional.ofNullable(given.get("icefloe.server.http-headers"))
                .ifPresent(headers -> defaults.put("icefloe.mount.http-headers", headers));
        defaults.keySet().removeAll(given.keySet());
        return defaults;
    }

    /** One above the stream port, where there is one. */
    private static int shoutcastPort(int streamPort) {
        return streamPort == 0 || streamPort == HIGHEST_PORT ? 0 : streamPort + 1;
    }

    private static int streamPort(Map<String, String> given) {
        return new SettingTypes.Port().convert(given.getOrDefault("icefloe.stream.port", "8000"));
    }

    /**
     * An H2 file that only one process opens. The server closes the database itself, after its last user, so H2 needs
     * no shutdown hook. The trace file is off because errors reach the log anyway.
     */
    private static String databaseUrl(Path home) {
        return "jdbc:h2:file:" + home.resolve("db").resolve("icefloe") + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
    }
}
