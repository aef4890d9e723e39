package org.icefloe.listener;

import java.time.Duration;
import org.icefloe.config.BufferSize;
import org.icefloe.config.MountSettings;

/**
 * How often a listener is visited. One that has had its burst holds seconds of sound and loses nothing when it is
 * visited at the mount's delivery interval; where the stream is so fast that half the burst would pass in that time,
 * visits come sooner. Pauses begin short and at most double: how fast a stream is must be known before its listeners
 * are left alone for longer, or a fast one would have passed them by. Where nothing has come, as when a relay connects
 * anew, the next visit comes sooner: the pause at the source and the one between visits would else add up.
 */
final class Pace {
    private static final Duration LONGEST = Duration.ofMillis(FanOut.LONGEST_PAUSE_MILLIS);

    /** Which part of the longest pause listeners are left alone who have been sent nothing. */
    private static final int DRY = 4;

    private int pauseMillis;

    /**
     * Notes a visit.
     *
     * @param bytes of audio that had come since the one before
     */
    void visited(long bytes, MountSettings settings) {
        long longest = bytes == 0 ? longestMillis(settings) / DRY : longestMillis(settings);
        long next = Math.min(2L * pauseMillis, Math.min(halfBurstMillis(bytes, settings), longest));
        pauseMillis = (int) Math.max(FanOut.TICK_MILLIS, next);
    }

    /** How long half a burst lasts at the rate at which bytes came during the last pause. */
    private long halfBurstMillis(long bytes, MountSettings settings) {
        if (settings.burstSize() instanceof BufferSize.Time burst) {
            return burst.span().toMillis() / 2;
        }
        int burst = ((BufferSize.Bytes) settings.burstSize()).count();
        return bytes == 0 ? Long.MAX_VALUE : pauseMillis * (burst / 2L) / bytes;
    }

    private static long longestMillis(MountSettings settings) {
        boolean bounded = !settings.lowDelay() && settings.deliveryInterval().compareTo(LONGEST) < 0;
        return bounded ? settings.deliveryInterval().toMillis() : FanOut.LONGEST_PAUSE_MILLIS;
    }

    int pauseMillis() {
        return pauseMillis;
    }
}
