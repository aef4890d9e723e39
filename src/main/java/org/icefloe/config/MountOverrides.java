package org.icefloe.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a mount's own entry says; whatever it leaves out is left to the server's defaults. Immutable. */
public final class MountOverrides {
    /** Leaves everything to the defaults. */
    public static final MountOverrides NONE = new MountOverrides(Map.of());

    private final Map<MountSetting<?>, Object> values;

    private MountOverrides(Map<MountSetting<?>, Object> values) {
        this.values = values;
    }

    /** The same, and this as well. */
    public <T> MountOverrides with(MountSetting<T> setting, T value) {
        Map<MountSetting<?>, Object> changed = new LinkedHashMap<>(values);
        changed.put(setting, value);
        return new MountOverrides(changed);
    }

    /**
     * The same, and this as well.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public <T> MountOverrides withText(MountSetting<T> setting, String text) {
        return with(setting, setting.type().convert(text));
    }

    /** Everything that is said as it is written, by {@link MountSetting#key()} and in the order of the catalogue. */
    public Map<String, String> toTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        MountSetting.all().forEach(setting -> text(setting).ifPresent(text -> texts.put(setting.key(), text)));
        return texts;
    }

    private <T> Optional<String> text(MountSetting<T> setting) {
        return get(setting).map(setting.type()::write);
    }

    /** What is said of a setting, if anything is. */
    @SuppressWarnings("unchecked")
    public <T> Optional<T> get(MountSetting<T> setting) {
        return Optional.ofNullable((T) values.get(setting));
    }

    /** The defaults, with what is said here in their place. */
    public MountSettings over(MountSettings defaults) {
        MountSettings complete = defaults;
        for (MountSetting<?> setting : values.keySet()) {
            complete = with(complete, setting);
        }
        return complete;
    }

    private <T> MountSettings with(MountSettings settings, MountSetting<T> setting) {
        return get(setting).map(value -> settings.with(setting, value)).orElse(settings);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MountOverrides overrides && values.equals(overrides.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "MountOverrides" + values;
    }
}
