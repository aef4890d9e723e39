package org.icefloe.listener;

import java.time.Duration;
import org.icefloe.config.MountSettings;

/**
 * How often a listener is visited. One that has had its burst holds seconds of sound and loses nothing when it is
 * visited at the mount's delivery interval; where the stream is so fast that half the burst would pass in that time,
 * visits come sooner. Pauses begin short and at most double: how fast a stream is must be known before its listeners
 * are left alone for longer, or a fast one would have passed them by.
 */
final class Pace {
    private static final Duration LONGEST = Duration.ofMillis(FanOut.LONGEST_PAUSE_MILLIS);

    private int pauseMillis;

    /**
     * Notes a visit.
     *
     * @param bytes of audio that had come since the one before
     */
    void visited(long bytes, MountSettings settings) {
        long longest = longestMillis(settings);
        long fair = bytes > 0 ? pauseMillis * (settings.burstSize().mostBytes() / 2L) / bytes : longest;
        long next = Math.min(2L * pauseMillis, Math.min(fair, longest));
        pauseMillis = (int) Math.max(FanOut.TICK_MILLIS, next);
    }

    private static long longestMillis(MountSettings settings) {
        boolean bounded = !settings.lowDelay() && settings.deliveryInterval().compareTo(LONGEST) < 0;
        return bounded ? settings.deliveryInterval().toMillis() : FanOut.LONGEST_PAUSE_MILLIS;
    }

    int pauseMillis() {
        return pauseMillis;
    }
}
