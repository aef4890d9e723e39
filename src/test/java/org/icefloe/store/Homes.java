package org.icefloe.store;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.icefloe.config.Settings;
import org.icefloe.config.SettingsLoader;

/** Settings of homes for tests. */
final class Homes {
    private Homes() {}

    static Settings at(Path home, String... keysAndValues) {
        Map<String, String> commandLine = new HashMap<>();
        commandLine.put("icefloe.home", home.toString());
        for (int i = 0; i < keysAndValues.length; i += 2) {
            commandLine.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new SettingsLoader(commandLine, Map.of(), Map.of(), Map.of()).load();
    }
}
