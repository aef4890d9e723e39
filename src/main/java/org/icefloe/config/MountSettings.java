package org.icefloe.config;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of one mount, complete: what the mount's own entry leaves open is filled in from the server's defaults.
 * {@link MountSetting} says what each means. Immutable.
 */
public final class MountSettings {
    /** What holds where nobody has said anything: Icecast's values, at this server's delivery interval. */
    public static final MountSettings DEFAULT = new MountSettings(builtIn());

    /** By the index of the setting. */
    private final List<Object> values;

    private MountSettings(List<Object> values) {
        this.values = values;
    }

    private static List<Object> builtIn() {
        List<Object> values = new ArrayList<>();
        MountSetting.all().forEach(setting -> values.add(setting.byDefault()));
        return values;
    }

    /**
     * The default settings, with the texts that are given in their place.
     *
     * @param texts by {@link MountSetting#key()}
     * @throws IllegalArgumentException if one cannot be read
     */
    public static MountSettings from(Map<String, String> texts) {
        MountSettings complete = DEFAULT;
        for (MountSetting<?> setting : MountSetting.all()) {
            if (texts.containsKey(setting.key())) {
                complete = complete.withText(setting, texts.get(setting.key()));
            }
        }
        return complete;
    }

    private <T> MountSettings withText(MountSetting<T> setting, String text) {
        return with(setting, setting.type().convert(text));
    }

    /** The value of a setting. */
    @SuppressWarnings("unchecked")
    public <T> T get(MountSetting<T> setting) {
        return (T) values.get(setting.index());
    }

    /** The same settings but for one. */
    public <T> MountSettings with(MountSetting<T> setting, T value) {
        List<Object> changed = new ArrayList<>(values);
        changed.set(setting.index(), value);
        return new MountSettings(Collections.unmodifiableList(changed));
    }

    public Duration sourceTimeout() {
        return get(MountSetting.SOURCE_TIMEOUT);
    }

    public boolean takeover() {
        return get(MountSetting.TAKEOVER);
    }

    public Duration linger() {
        return get(MountSetting.LINGER);
    }

    public BufferSize burstSize() {
        return get(MountSetting.BURST_SIZE);
    }

    public BufferSize queueSize() {
        return get(MountSetting.QUEUE_SIZE);
    }

    public Duration deliveryInterval() {
        return get(MountSetting.DELIVERY_INTERVAL);
    }

    /** Whether listeners are to be served the moment a byte arrives. */
    public boolean lowDelay() {
        return deliveryInterval().isZero();
    }

    public int metadataInterval() {
        return get(MountSetting.METADATA_INTERVAL);
    }

    public Charset charset() {
        return get(MountSetting.CHARSET);
    }

    public Optional<Integer> maxListeners() {
        return get(MountSetting.MAX_LISTENERS);
    }

    public boolean hidden() {
        return get(MountSetting.HIDDEN);
    }

    public Optional<String> fallbackMount() {
        return get(MountSetting.FALLBACK_MOUNT);
    }

    public FallbackOverride fallbackOverride() {
        return get(MountSetting.FALLBACK_OVERRIDE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MountSettings settings && values.equals(settings.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Every setting and its value. */
    @Override
    public String toString() {
        List<String> all = MountSetting.all().stream()
                .map(setting -> setting + "=" + get(setting))
                .toList();
        return "MountSettings" + all;
    }
}
