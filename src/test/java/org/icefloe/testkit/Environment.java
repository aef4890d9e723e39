package org.icefloe.testkit;

import java.util.Map;

/** The environment of a started server: that of the tests, without anything it would take for a setting. */
final class Environment {
    private Environment() {}

    static Map<String, String> passwords() {
        return Map.of(
                "ICEFLOE_SOURCE_PASSWORD", Server.PASSWORD,
                "ICEFLOE_ADMIN_PASSWORD", Server.PASSWORD,
                "ICEFLOE_RELAY_PASSWORD", Server.PASSWORD);
    }

    static void set(ProcessBuilder builder, Map<String, String> environment) {
        builder.environment().keySet().removeIf(name -> name.startsWith("ICEFLOE_") || name.endsWith("_OPTS"));
        builder.environment().putAll(environment);
    }
}
