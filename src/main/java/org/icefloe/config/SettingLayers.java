package org.icefloe.config;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What every place says of the settings. An empty value counts as none, as container tools pass one for a variable that
 * is not set. Immutable.
 */
final class SettingLayers {
    private final List<SettingKey> keys;
    private final Map<SettingOrigin, Map<String, String>> layers;

    private SettingLayers(List<SettingKey> keys, Map<SettingOrigin, Map<String, String>> layers) {
        this.keys = keys;
        this.layers = layers;
    }

    /** Without any place; keys that are not among these are as if they were not there. */
    static SettingLayers of(List<SettingKey> keys) {
        return new SettingLayers(keys, new EnumMap<>(SettingOrigin.class));
    }

    /**
     * What is said of a key.
     *
     * @param text as it is written
     * @param origin the strongest place that says anything
     */
    record Said(String text, SettingOrigin origin) {}

    /** With a place, or with other texts in it. */
    SettingLayers with(SettingOrigin origin, Map<String, String> texts) {
        Map<String, String> known = new HashMap<>();
        keys.stream()
                .map(SettingKey::name)
                .filter(name -> !texts.getOrDefault(name, "").isEmpty())
                .forEach(name -> known.put(name, texts.get(name)));
        Map<SettingOrigin, Map<String, String>> more = new EnumMap<>(SettingOrigin.class);
        more.putAll(layers);
        more.put(origin, known);
        return new SettingLayers(keys, more);
    }

    /** What the strongest place says that says anything; the places stand in the order of their strength. */
    Optional<Said> find(String key) {
        return find(key, origin -> true);
    }

    /** The same, of some places only. */
    Optional<Said> find(String key, Predicate<SettingOrigin> places) {
        return layers.entrySet().stream()
                .filter(layer -> places.test(layer.getKey()) && layer.getValue().containsKey(key))
                .findFirst()
                .map(layer -> new Said(layer.getValue().get(key), layer.getKey()));
    }

    /**
     * Reads whatever is said, to see whether it can be read.
     *
     * @param file what the file is called
     * @throws SettingsException naming the first that cannot
     */
    void check(Path file) {
        keys.forEach(key -> find(key.name()).ifPresent(said -> check(key, said, file)));
    }

    private static void check(SettingKey key, Said said, Path file) {
        try {
            key.type().convert(said.text());
        } catch (IllegalArgumentException e) {
            Object place = said.origin() == SettingOrigin.FILE ? file : said.origin();
            throw new SettingsException(
                    "%s = %s, from %s, cannot be used: expected %s"
                            .formatted(
                                    key.name(), said.text(), place, key.type().expected()),
                    e);
        }
    }

    /** Every key that is said anything of. */
    Map<String, Said> all() {
        Map<String, Said> all = new HashMap<>();
        keys.forEach(key -> find(key.name()).ifPresent(said -> all.put(key.name(), said)));
        return all;
    }
}
