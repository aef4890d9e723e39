package org.icefloe.stats;

import java.util.Map;
import org.icefloe.config.Settings;
import org.icefloe.config.SettingsLoader;

/** A server that says of itself what tests look for. */
public final class TestServer {
    private static final Settings.Server SETTINGS = new SettingsLoader(
                    Map.of(
                            "icefloe.home", "/nowhere",
                            "icefloe.server.hostname", "radio.example.org",
                            "icefloe.server.contact", "me@example.org"),
                    Map.of(),
                    Map.of(),
                    Map.of())
            .load()
            .server();

    private TestServer() {}

    public static Settings.Server settings() {
        return SETTINGS;
    }
}
