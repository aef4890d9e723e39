package org.icefloe.boot.launch;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The few settings that are needed before the web application runs: its home and the address of its HTTP port. They are
 * looked up in the order that holds for every setting: command line, system property, environment,
 * {@code HOME/icefloe.properties}.
 */
final class LaunchSettings {
    private static final int DEFAULT_HTTP_PORT = 8080;
    private static final int HIGHEST_PORT = 65_535;

    private final Map<String, String> commandLine;
    private final Properties system;
    private final Map<String, String> environment;
    private final Path home;
    private final Properties file;

    /** @throws LaunchException if {@code HOME/icefloe.properties} is there and cannot be read */
    LaunchSettings(Map<String, String> commandLine, Properties system, Map<String, String> environment) {
        this.commandLine = commandLine;
        this.system = system;
        this.environment = environment;
        this.home = fromOutside("icefloe.home")
                .map(Path::of)
                .orElseGet(() -> Path.of(system.getProperty("user.home"), ".icefloe"))
                .toAbsolutePath()
                .normalize();
        this.file = read(home.resolve("icefloe.properties"));
    }

    Path home() {
        return home;
    }

    /** The address to listen on; a host name or an IP address. */
    String httpBind() {
        return find("icefloe.http.bind").orElse("0.0.0.0");
    }

    /** 0 stands for any free port. */
    int httpPort() {
        return find("icefloe.http.port").map(LaunchSettings::port).orElse(DEFAULT_HTTP_PORT);
    }

    private Optional<String> find(String key) {
        return fromOutside(key).or(() -> given(file.getProperty(key)));
    }

    private Optional<String> fromOutside(String key) {
        return given(commandLine.get(key))
                .or(() -> given(system.getProperty(key)))
                .or(() -> given(environment.get(environmentName(key))));
    }

    /** An empty value counts as none, as container tools pass one for a variable that is not set. */
    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    private static String environmentName(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // The sentence below says all there is to say.
        }
        throw LaunchException.usage(
                "icefloe.http.port (--http-port) takes a number from 0 to " + HIGHEST_PORT + ", not '" + text + "'.");
    }

    private static Properties read(Path path) {
        Properties properties = new Properties();
        if (Files.exists(path)) {
            try (Reader reader = Files.newBufferedReader(path)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw LaunchException.failure("Cannot read " + path + ": " + e.getMessage());
            }
        }
        return properties;
    }
}
