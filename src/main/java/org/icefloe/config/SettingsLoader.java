package org.icefloe.config;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.common.MapBackedConfigSource;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Gathers the {@link Settings}. A key is looked up in this order, and the first place that has it wins:
 *
 * <pre>
 *   1  the command line          icefloe.stream.port
 *   2  the system properties     icefloe.stream.port
 *   3  the environment           ICEFLOE_STREAM_PORT
 *   4  HOME/icefloe.properties   icefloe.stream.port
 *   5  the context parameters    icefloe.stream.port     of a deployed WAR
 *   6  the defaults
 * </pre>
 *
 * <p>HOME is {@code icefloe.home} itself, looked up everywhere but in its own file. An empty value counts as none, as
 * container tools pass one for a variable that is not set.
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
     * Reads all settings, and warns in the log of keys on the command line and in HOME's file that mean nothing.
     *
     * @throws SettingsException if a value cannot be read
     */
    public Settings load() {
        Path home = home();
        Path file = home.resolve(FILE);
        Map<String, String> filed = read(file);
        UnknownKeys.warn("the command line", commandLine.keySet(), KEYS);
        UnknownKeys.warn(file.toString(), filed.keySet(), KEYS);

        SmallRyeConfig given = sources(home, filed).build();
        KEYS.forEach(key -> check(key, given));
        Settings settings = sources(home, filed)
                .withDefaultValues(DerivedDefaults.of(given))
                .withMapping(Settings.class)
                .build()
                .getConfigMapping(Settings.class);
        requireThatBurstFits(MountSettings.from(settings.mount()));
        return settings;
    }

    /** A listener whose burst began behind the end of the queue would be dropped as it came. */
    private static void requireThatBurstFits(MountSettings mount) {
        if (mount.burstSize().exceeds(mount.queueSize())) {
            throw new SettingsException(
                    "icefloe.mount.burst-size = %s cannot be used: expected no more than icefloe.mount.queue-size = %s"
                            .formatted(mount.burstSize(), mount.queueSize()));
        }
    }

    /** Where the file of settings, the database and all else that is kept has its place. */
    private Path home() {
        Path byDefault = Path.of(systemProperties.getOrDefault("user.home", "."), ".icefloe");
        SmallRyeConfig places =
                sources().withDefaultValue(HOME, byDefault.toString()).build();
        KEYS.stream().filter(key -> key.name().equals(HOME)).forEach(key -> check(key, places));
        return new SettingTypes.Directory().convert(places.getConfigValue(HOME).getValue());
    }

    private SmallRyeConfigBuilder sources(Path home, Map<String, String> filed) {
        return sources()
                .withSources(source(home.resolve(FILE).toString(), filed, 200))
                .withSources(source("the choice of a home", Map.of(HOME, home.toString()), 1_000));
    }

    private SmallRyeConfigBuilder sources() {
        return new SmallRyeConfigBuilder()
                .withSources(source("the command line", commandLine, 500))
                .withSources(source("the system properties", systemProperties, 400))
                .withSources(source("the environment", environmentByKey(), 300))
                .withSources(source("the context parameters", contextParameters, 100));
    }

    private Map<String, String> environmentByKey() {
        Map<String, String> byKey = new HashMap<>();
        KEYS.stream()
                .filter(key -> environment.containsKey(key.variable()))
                .forEach(key -> byKey.put(key.name(), environment.get(key.variable())));
        return byKey;
    }

    private static ConfigSource source(String name, Map<String, String> values, int strength) {
        Map<String, String> known = new HashMap<>();
        KEYS.stream()
                .filter(key -> !values.getOrDefault(key.name(), "").isEmpty())
                .forEach(key -> known.put(key.name(), values.get(key.name())));
        return new MapBackedConfigSource(name, known, strength) {};
    }

    private static void check(SettingKey key, SmallRyeConfig config) {
        ConfigValue value = config.getConfigValue(key.name());
        try {
            if (value.getValue() != null) {
                key.type().convert(value.getValue());
            }
        } catch (IllegalArgumentException e) {
            throw new SettingsException(
                    "%s = %s, from %s, cannot be used: expected %s"
                            .formatted(
                                    key.name(),
                                    value.getValue(),
                                    value.getSourceName(),
                                    key.type().expected()),
                    e);
        }
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
