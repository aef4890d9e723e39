package org.icefloe.config;

import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.util.Map;

/** The defaults that depend on another setting. */
final class DerivedDefaults {
    private static final int HIGHEST_PORT = 65_535;

    private DerivedDefaults() {}

    static Map<String, String> of(SmallRyeConfig given) {
        Path home = Path.of(given.getConfigValue("icefloe.home").getValue());
        return Map.of(
                "icefloe.stream.shoutcast-port", Integer.toString(shoutcastPort(streamPort(given))),
                "icefloe.web.root", home.resolve("web").toString(),
                "icefloe.db.url", databaseUrl(home));
    }

    /** One above the stream port, where there is one. */
    private static int shoutcastPort(int streamPort) {
        return streamPort == 0 || streamPort == HIGHEST_PORT ? 0 : streamPort + 1;
    }

    private static int streamPort(SmallRyeConfig given) {
        String text = given.getConfigValue("icefloe.stream.port").getValue();
        return text == null ? 8000 : new SettingTypes.Port().convert(text);
    }

    /**
     * An H2 file that only one process opens. {@code WRITE_DELAY=0} has every commit written before it is acknowledged;
     * H2 would else gather them for half a second. The server closes the database itself, after its last user, so H2
     * needs no shutdown hook. The trace file is off because errors reach the log anyway.
     */
    private static String databaseUrl(Path home) {
        return "jdbc:h2:file:" + home.resolve("db").resolve("icefloe")
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
    }
}
