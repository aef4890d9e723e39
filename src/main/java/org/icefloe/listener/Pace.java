package org.icefloe.listener;

import org.icefloe.config.MountSettings;

/**
 * How often a listener is visited. One that has had its burst holds seconds of sound and loses nothing when it is
 * visited at the mount's delivery interval; where the stream is so fast that half the burst would pass in that time,
 * visits come sooner.
 */
final class Pace {
    private int pauseMillis;
    private boolean begun;

    /**
     * Notes a visit.
     *
     * @param bytes of audio that had come since the one before
     */
    void visited(long bytes, MountSettings settings) {
        long longest = settings.lowDelay()
                ? FanOut.LONGEST_PAUSE_MILLIS
                : settings.deliveryInterval().toMillis();
        long fair = begun && bytes > 0 ? pauseMillis * (settings.burstSize() / 2L) / bytes : longest;
        pauseMillis = (int) Math.max(FanOut.TICK_MILLIS, Math.min(fair, longest));
        begun = true;
    }

    int pauseMillis() {
        return pauseMillis;
    }
}
