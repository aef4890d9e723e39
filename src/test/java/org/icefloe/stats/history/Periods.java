package org.icefloe.stats.history;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Periods for tests. */
public final class Periods {
    private Periods() {}

    /**
     * A minute of a mount, or of all.
     *
     * @param start such as {@code 2026-11-28T10:00:00Z}
     * @param seconds how long it was observed
     * @param listeners hashes of those who listened all the time
     */
    public static Period minute(String scope, String start, int seconds, long... listeners) {
        UniqueSketch sketch = new UniqueSketch();
        for (long listener : listeners) {
            sketch.add(listener);
        }
        long millis = 1000L * seconds * listeners.length;
        return new Period(
                new PeriodKey(new Scope(scope), Resolution.MINUTE, Instant.parse(start)),
                new Listening(1000L * seconds, millis, listeners.length, listeners.length),
                new Traffic(1_000, 10_000),
                new Uniques(sketch.count(), Optional.of(sketch)),
                Agents.of(Map.of("VLC", new Share(millis, listeners.length)), Share.NONE));
    }

    /** A whole minute of two listeners who were not there all the time. */
    public static Period ofAverage(String scope, String start, double average) {
        Period full = minute(scope, start, 60, 1, 2);
        return new Period(
                full.key(),
                new Listening(60_000, Math.round(60_000 * average), 2, 2),
                full.traffic(),
                full.uniques(),
                full.agents());
    }

    /** The same with agents. */
    public static Period with(Agents agents, Period period) {
        return new Period(period.key(), period.listening(), period.traffic(), period.uniques(), agents);
    }

    /** As it is when nothing is to be added any more. */
    public static Period closed(Period period) {
        return new Period(
                period.key(),
                period.listening(),
                period.traffic(),
                new Uniques(period.uniques().count(), Optional.empty()),
                period.agents());
    }
}
