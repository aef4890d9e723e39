package org.icefloe.config;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.icefloe.config.MountSettings.StreamDescription;

/**
 * What a mount's own entry says; what is empty is left to the server's defaults. The components are those of
 * {@link MountSettings}, in its units.
 */
public record MountOverrides(
        Optional<Duration> sourceTimeout,
        OptionalInt burstSize,
        OptionalInt queueSize,
        OptionalInt metadataInterval,
        Optional<Duration> deliveryInterval,
        OptionalInt maxListeners,
        Optional<Charset> charset,
        Optional<Boolean> hidden,
        StreamDescription stream) {
    /** Leaves everything to the defaults. */
    public static final MountOverrides NONE = new MountOverrides(
            Optional.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            StreamDescription.NONE);

    /** The defaults, with what is given here in their place. */
    public MountSettings over(MountSettings defaults) {
        return new MountSettings(
                sourceTimeout.orElse(defaults.sourceTimeout()),
                burstSize.orElse(defaults.burstSize()),
                queueSize.orElse(defaults.queueSize()),
                metadataInterval.orElse(defaults.metadataInterval()),
                deliveryInterval.orElse(defaults.deliveryInterval()),
                maxListeners.isPresent() ? maxListeners : defaults.maxListeners(),
                charset.orElse(defaults.charset()),
                hidden.orElse(defaults.hidden()),
                overStream(defaults.stream()));
    }

    private StreamDescription overStream(StreamDescription defaults) {
        return new StreamDescription(
                stream.name().or(defaults::name),
                stream.description().or(defaults::description),
                stream.genre().or(defaults::genre),
                stream.url().or(defaults::url),
                stream.listed().or(defaults::listed));
    }
}
