package org.icefloe.directory.probe;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.icefloe.time.Ticker;

/** Who was visited a moment ago, and is left alone for a while. Safe for any number of threads. */
final class Cooldowns {
    private final Ticker ticker;

    /** When they are over, on the ticker, in ns. */
    private final Map<String, Long> ends = new ConcurrentHashMap<>();

    Cooldowns(Ticker ticker) {
        this.ticker = ticker;
    }

    boolean isResting(String who) {
        Long end = ends.get(who);
        return end != null && end - ticker.nanos() > 0;
    }

    /** Has a rest begin, in the place of the present one. */
    void begin(String who, Duration rest) {
        ends.put(who, ticker.nanos() + rest.toNanos());
    }

    /** Has a rest begin, unless there is one. */
    synchronized boolean tryBegin(String who, Duration rest) {
        boolean free = !isResting(who);
        if (free) {
            begin(who, rest);
        }
        return free;
    }

    void end(String who) {
        ends.remove(who);
    }

    /** Forgets those that are over. */
    void clear() {
        long now = ticker.nanos();
        ends.values().removeIf(end -> end - now <= 0);
    }
}
