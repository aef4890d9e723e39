package org.icefloe.boot.launch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was typed after {@code java -jar icefloe.war}.
 *
 * @param request what is asked for
 * @param settings setting keys such as {@code icefloe.http.port} with their values, in the order typed
 * @param file to be imported, if that is asked for
 */
record CommandLine(Request request, Map<String, String> settings, Optional<String> file) {
    static final String HELP = """
            java -jar icefloe.war [OPTION]...
            java -jar icefloe.war import icecast.xml [--dry-run] [OPTION]...

              --http-port PORT     web pages, console and the servlet door (8080; 0: any free port)
              --http-bind ADDRESS  the address this port listens on (0.0.0.0)
              --stream-port PORT   sources and listeners, as Icecast speaks with them (8000; 0: off)
              --stream-bind ADDRESS
              --home DIR           what must outlive a restart (~/.icefloe)
              --any.setting=VALUE  any other setting: --server.hostname=radio.example
              --version, --help

            import takes over the settings, mounts and passwords of an Icecast 2.4 or 2.5, and says of every
            element what comes of it; with --dry-run it writes nothing.

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
        IMPORT,
        DRY_IMPORT,
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
        if ("import".equals(rest.peek())) {
            return parseImport(rest);
        }
        while (!rest.isEmpty()) {
            String option = rest.remove();
            switch (option) {
                case "--help", "-h" -> {
                    return new CommandLine(Request.HELP, Map.of(), Optional.empty());
                }
                case "--version" -> {
                    return new CommandLine(Request.VERSION, Map.of(), Optional.empty());
                }
                default -> settings.put(key(option), value(option, rest));
            }
        }
        return new CommandLine(Request.START, settings, Optional.empty());
    }

    /** The word, a file, and options in any order; all but one of them are settings. */
    private static CommandLine parseImport(Deque<String> rest) {
        rest.remove();
        boolean dry = rest.remove("--dry-run");
        List<String> files = new ArrayList<>();
        List<String> options = new ArrayList<>();
        while (!rest.isEmpty()) {
            String word = rest.remove();
            if (word.startsWith("-")) {
                options.add(word);
                boolean hasItsValue = word.contains("=") || rest.isEmpty() || word.equals("--help");
                if (!hasItsValue) {
                    options.add(rest.remove());
                }
            } else {
                files.add(word);
            }
        }
        CommandLine others = parse(options.toArray(String[]::new));
        if (others.request() != Request.START) {
            return others;
        }
        if (files.size() != 1) {
            throw LaunchException.usage("import takes one file, such as /etc/icecast2/icecast.xml: see --help.");
        }
        return new CommandLine(dry ? Request.DRY_IMPORT : Request.IMPORT, others.settings(), Optional.of(files.get(0)));
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
