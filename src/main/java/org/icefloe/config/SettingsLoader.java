package org.icefloe.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.icefloe.config.SettingLayers.Said;

/**
 * Gathers the {@link Settings}. A key is looked up in this order, and the first place that has it wins:
 *
 * <pre>
 *   1  the command line          icefloe.stream.port
 *   2  the system properties     icefloe.stream.port
 *   3  the environment           ICEFLOE_STREAM_PORT
 *   4  the database              icefloe.stream.port     what was changed while the server ran
 *   5  HOME/icefloe.properties   icefloe.stream.port
 *   6  the context parameters    icefloe.stream.port     of a deployed WAR
 *   7  the defaults
 * </pre>
 *
 * <p>HOME is {@code icefloe.home} itself, looked up everywhere but in its own file and in the database, which is in
 * HOME. An empty value counts as none, as container tools pass one for a variable that is not set.
 *
 * @param commandLine keys and values given at the start
 * @param systemProperties of this Java; only keys of settings are read
 * @param environment of this process; only keys of settings are read
 * @param contextParameters of the servlet context; only keys of settings are read
 */
public record SettingsLoader(
        Map<String, String> commandLine,
        Map<String, String> systemProperties,
        Map<String, String> environment,
        Map<String, String> contextParameters) {
    /** The name of the file in HOME. */
    public static final String FILE = "icefloe.properties";

    private static final List<SettingKey> KEYS = SettingKey.all();
    private static final String HOME = "icefloe.home";

    public SettingsLoader {
        commandLine = Map.copyOf(commandLine);
        systemProperties = Map.copyOf(systemProperties);
        environment = Map.copyOf(environment);
        contextParameters = Map.copyOf(contextParameters);
    }

    /** A loader that sees this process's system properties and environment. */
    public static SettingsLoader ofProcess(Map<String, String> commandLine, Map<String, String> contextParameters) {
        return new SettingsLoader(commandLine, asMap(System.getProperties()), System.getenv(), contextParameters);
    }

    /**
     * Reads all settings but those in the database, whose place is among them; and warns in the log of keys on the
     * command line and in HOME's file that mean nothing.
     *
     * @throws SettingsException if a value cannot be read
     */
    public Settings load() {
        UnknownKeys.warn("the command line", commandLine.keySet(), KEYS);
        Settings settings = read(Map.of()).settings();
        warnOfUnknownKeysInFile();
        return settings;
    }

    /** Warns in the log of keys in HOME's file that mean nothing. */
    void warnOfUnknownKeysInFile() {
        Path file = home().resolve(FILE);
        UnknownKeys.warn(file.toString(), read(file).keySet(), KEYS);
    }

    /**
     * Reads all settings; of the process only what this loader has seen of it, but HOME's file anew.
     *
     * @param kept what the database says
     * @throws SettingsException if a value cannot be read
     */
    LoadedSettings read(Map<String, String> kept) {
        Path home = home();
        Map<String, String> filed = read(home.resolve(FILE));
        SettingLayers layers = outer(KEYS).with(SettingOrigin.DATABASE, kept).with(SettingOrigin.FILE, filed);
        return LoadedSettings.of(layers, home);
    }

    /** Where the file of settings, the database and all else that is kept has its place. */
    private Path home() {
        Path byDefault = Path.of(systemProperties.getOrDefault("user.home", "."), ".icefloe");
        List<SettingKey> home =
                KEYS.stream().filter(key -> key.name().equals(HOME)).toList();
        SettingLayers places = outer(home).with(SettingOrigin.DEFAULT, Map.of(HOME, byDefault.toString()));
        places.check(byDefault);
        return new SettingTypes.Directory()
                .convert(places.find(HOME).map(Said::text).orElseThrow());
    }

    /** The places that are outside of HOME. */
    private SettingLayers outer(List<SettingKey> keys) {
        return SettingLayers.of(keys)
                .with(SettingOrigin.COMMAND_LINE, commandLine)
                .with(SettingOrigin.SYSTEM_PROPERTIES, systemProperties)
                .with(SettingOrigin.ENVIRONMENT, environmentByKey())
                .with(SettingOrigin.CONTEXT_PARAMETERS, contextParameters);
    }

    private Map<String, String> environmentByKey() {
        Map<String, String> byKey = new HashMap<>();
        KEYS.stream()
                .filter(key -> environment.containsKey(key.variable()))
                .forEach(key -> byKey.put(key.name(), environment.get(key.variable())));
        return byKey;
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new SettingsException(
                        "%s cannot be read as a properties file in UTF-8: %s".formatted(file, e.getMessage()), e);
            }
        }
        return asMap(properties);
    }

    private static Map<String, String> asMap(Properties properties) {
        Map<String, String> map = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> map.put(key, properties.getProperty(key)));
        return map;
    }
}
