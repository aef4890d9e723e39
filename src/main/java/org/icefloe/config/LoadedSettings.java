package org.icefloe.config;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.common.MapBackedConfigSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.icefloe.config.SettingLayers.Said;

/**
 * All settings at one moment.
 *
 * @param settings what they mean
 * @param texts what is said of them, and what follows from that; a key that is missing has the default of its kind
 * @param layers which place says what
 */
record LoadedSettings(Settings settings, Map<String, String> texts, SettingLayers layers) {

    private static final String HOME = "icefloe.home";

    /**
     * Reads what the places say.
     *
     * @param home the choice of a home, which no other place can change
     * @throws SettingsException if a value cannot be read, or does not fit to another
     */
    static LoadedSettings of(SettingLayers layers, Path home) {
        layers.check(home.resolve(SettingsLoader.FILE));
        Map<String, String> texts = new HashMap<>();
        layers.all().forEach((key, said) -> texts.put(key, said.text()));
        texts.put(HOME, home.toString());
        texts.putAll(DerivedDefaults.of(texts));
        return new LoadedSettings(settings(texts), Map.copyOf(texts), layers);
    }

    /**
     * The same, if the database said this.
     *
     * @throws SettingsException as {@link #of}
     */
    LoadedSettings withKept(Map<String, String> kept) {
        return of(layers.with(SettingOrigin.DATABASE, kept), Path.of(texts.get(HOME)));
    }

    /** The same where some keys are as they were at an earlier moment. */
    LoadedSettings keeping(Iterable<SettingKey> keys, LoadedSettings earlier) {
        Map<String, String> mixed = new HashMap<>(texts);
        for (SettingKey key : keys) {
            mixed.remove(key.name());
            earlier.text(key).ifPresent(text -> mixed.put(key.name(), text));
        }
        return new LoadedSettings(settings(mixed), Map.copyOf(mixed), layers);
    }

    Optional<String> text(SettingKey key) {
        return Optional.ofNullable(texts.get(key.name()));
    }

    SettingOrigin origin(SettingKey key) {
        return layers.find(key.name()).map(Said::origin).orElse(SettingOrigin.DEFAULT);
    }

    private static Settings settings(Map<String, String> texts) {
        Settings settings = new SmallRyeConfigBuilder()
                .withSources(new MapBackedConfigSource("the settings", texts, 100) {})
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
}
