package org.icefloe.stats.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.icefloe.time.Ticker;

/**
 * Says where on the ticker the minutes of the clock begin. As long as both go at the same pace, a minute begins exactly
 * where the clock says, however late anybody looks. When the clock is put forward or back, the present minute ends
 * where that is noticed, and a part of the minute begins that the clock shows from then on; a minute may so be there
 * twice, or never, but no moment of the ticker is left out or counted twice.
 *
 * <pre>
 *   clock    10:00:30 ──── 10:01 ──── 10:02 ─ 10:02:20 | put back to 10:01:50 ─ 10:02 ──
 *   ticker   ───────────────┴──────────┴───────────────┴───────────────────────┴────────
 *   minute       10:00        10:01        10:02              10:01               10:02
 * </pre>
 *
 * <p>Not safe for threads.
 */
final class MinuteClock {
    /** By how much ticker and clock may differ between two looks before the clock must have been put, in ms. */
    private static final long TOLERANCE = 1_000;

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final Clock clock;
    private final Ticker ticker;

    /** When somebody looked last, in ms of the ticker and of the clock. */
    private long lastNow;

    private long lastTime;

    /** The present minute, counted from 1970. */
    private long minute;

    MinuteClock(Clock clock, Ticker ticker) {
        this.clock = clock;
        this.ticker = ticker;
        this.lastNow = now();
        this.lastTime = clock.millis();
        this.minute = Math.floorDiv(lastTime, MINUTE);
    }

    /**
     * A new minute begins.
     *
     * @param at where on the ticker, in ms
     */
    record Border(long at, Instant minute) {}

    /** The ticker's time in whole ms: so that times which follow each other add up without a rest. */
    long now() {
        return Math.floorDiv(ticker.nanos(), 1_000_000L);
    }

    /** The present minute, as it was when somebody looked last. */
    Instant minute() {
        return Instant.ofEpochMilli(minute * MINUTE);
    }

    /**
     * Looks at ticker and clock.
     *
     * @return where minutes have begun since the last look, in their order
     */
    List<Border> look() {
        long now = now();
        long time = clock.millis();
        boolean put = Math.abs((time - lastTime) - (now - lastNow)) > TOLERANCE;
        long shown = Math.floorDiv(time, MINUTE);
        List<Border> borders = new ArrayList<>();
        if (put ? shown != minute : shown < minute - 1) {
            begin(shown, now, borders);
        }
        while (minute < shown) {
            long sinceBorder = time - (minute + 1) * MINUTE;
            begin(minute + 1, Math.max(lastNow, now - sinceBorder), borders);
        }
        lastNow = now;
        lastTime = time;
        return borders;
    }

    private void begin(long next, long at, List<Border> borders) {
        minute = next;
        borders.add(new Border(at, minute()));
    }
}
