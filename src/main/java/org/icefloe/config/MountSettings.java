package org.icefloe.config;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The settings of one mount, complete: what the mount's own entry leaves open is filled in from the server's defaults.
 * Names and meanings are those of Icecast's {@code <mount>} block.
 *
 * @param sourceTimeout how long a source may send nothing before it is released
 * @param burstSize how far behind the newest byte a fresh listener begins, in bytes
 * @param queueSize how far a listener may fall behind before it is dropped, in bytes
 * @param metadataInterval bytes of audio between two ICY metadata blocks; 0 sends none
 * @param deliveryInterval how often a listener that has had its burst is sent what has come since; zero sends at once
 * @param maxListeners how many may listen at a time, if limited
 * @param charset of ICY metadata on the wire
 * @param hidden whether public pages leave the mount out
 * @param stream what listeners and pages are told instead of what the source says
 */
public record MountSettings(
        Duration sourceTimeout,
        int burstSize,
        int queueSize,
        int metadataInterval,
        Duration deliveryInterval,
        OptionalInt maxListeners,
        Charset charset,
        boolean hidden,
        StreamDescription stream) {

    /** The values Icecast has by default, at this server's delivery interval. */
    public static final MountSettings DEFAULT = new MountSettings(
            Duration.ofSeconds(10),
            65_536,
            524_288,
            16_000,
            Duration.ofSeconds(1),
            OptionalInt.empty(),
            StandardCharsets.UTF_8,
            false,
            StreamDescription.NONE);

    /** The settings of a mount that has no entry of its own. */
    public static MountSettings from(Settings.Mount defaults) {
        return new MountSettings(
                defaults.sourceTimeout(),
                defaults.burstSize(),
                defaults.queueSize(),
                defaults.metadataInterval(),
                defaults.deliveryInterval(),
                defaults.maxListeners().stream().mapToInt(Integer::intValue).findFirst(),
                defaults.charset(),
                defaults.hidden(),
                StreamDescription.NONE);
    }

    /** Whether listeners are to be served the moment a byte arrives. */
    public boolean lowDelay() {
        return deliveryInterval.isZero();
    }

    /**
     * Overrides for what a source says of its stream; an empty one leaves the source's word.
     *
     * @param name {@code ice-name}
     * @param description {@code ice-description}
     * @param genre {@code ice-genre}
     * @param url {@code ice-url}
     * @param listed {@code ice-public}: whether directories may list it
     */
    public record StreamDescription(
            Optional<String> name,
            Optional<String> description,
            Optional<String> genre,
            Optional<String> url,
            Optional<Boolean> listed) {
        /** Leaves everything as the source says. */
        public static final StreamDescription NONE = new StreamDescription(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
