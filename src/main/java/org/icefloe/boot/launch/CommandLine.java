package org.icefloe.boot.launch;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was typed after {@code java -jar icefloe.war}.
 *
 * @param request what is asked for
 * @param settings setting keys such as {@code icefloe.http.port} with their values, in the order typed
 */
record CommandLine(Request request, Map<String, String> settings) {
    static final String HELP = """
            java -jar icefloe.war [OPTION]...

              --http-port PORT     web pages, console and the servlet door (8080; 0: any free port)
              --http-bind ADDRESS  the address this port listens on (0.0.0.0)
              --stream-port PORT   sources and listeners, as Icecast speaks with them (8000; 0: off)
              --stream-bind ADDRESS
              --home DIR           what must outlive a restart (~/.icefloe)
              --any.setting=VALUE  any other setting: --server.hostname=radio.example
              --version, --help

            Every setting can also come from a system property (-Dicefloe.http.port=80 before -jar), the
            environment (ICEFLOE_HTTP_PORT=80) or HOME/icefloe.properties (icefloe.http.port=80).
            """;

    private static final String PREFIX = "icefloe.";

    private static final Map<String, String> SHORT_NAMES = Map.of(
            "http-port", "icefloe.http.port",
            "http-bind", "icefloe.http.bind",
            "stream-port", "icefloe.stream.port",
            "stream-bind", "icefloe.stream.bind",
            "home", "icefloe.home");

    /** What a command line asks for. */
    enum Request {
        START,
        HELP,
        VERSION
    }

    CommandLine {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /**
     * Reads {@code --name value} and {@code --name=value}.
     *
     * @throws LaunchException if an option is unknown or lacks its value
     */
    static CommandLine parse(String... arguments) {
        Map<String, String> settings = new LinkedHashMap<>();
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(arguments));
        while (!rest.isEmpty()) {
            String option = rest.remove();
            switch (option) {
                case "--help", "-h" -> {
                    return new CommandLine(Request.HELP, Map.of());
                }
                case "--version" -> {
                    return new CommandLine(Request.VERSION, Map.of());
                }
                default -> settings.put(key(option), value(option, rest));
            }
        }
        return new CommandLine(Request.START, settings);
    }

    private static String key(String option) {
        if (!option.startsWith("--")) {
            throw LaunchException.usage("'" + option + "' is no option: all of them begin with --, see --help.");
        }
        String name = option.substring(2).split("=", 2)[0];
        if (SHORT_NAMES.containsKey(name)) {
            return SHORT_NAMES.get(name);
        }
        if (!name.contains(".")) {
            throw LaunchException.usage("There is no option --" + name + ": see --help.");
        }
        return name.startsWith(PREFIX) ? name : PREFIX + name;
    }

    private static String value(String option, Deque<String> rest) {
        int equals = option.indexOf('=');
        if (equals >= 0) {
            return option.substring(equals + 1);
        }
        if (rest.isEmpty() || rest.element().startsWith("--")) {
            throw LaunchException.usage("Option " + option + " needs a value.");
        }
        return rest.remove();
    }
}
