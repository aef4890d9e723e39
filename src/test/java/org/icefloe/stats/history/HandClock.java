package org.icefloe.stats.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.icefloe.time.Ticker;

/** A clock and a ticker that go on when a test says so; the clock can be put. */
final class HandClock extends Clock implements Ticker {
    private Instant time;

    /** Somewhere, for a ticker begins anywhere. */
    private long nanos = -77_777_777;

    HandClock(String time) {
        this.time = Instant.parse(time);
    }

    /** Both go on. */
    void pass(Duration span) {
        time = time.plus(span);
        nanos += span.toNanos();
    }

    void passSeconds(double seconds) {
        pass(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /** The clock is put to another time. */
    void put(String newTime) {
        time = Instant.parse(newTime);
    }

    void put(Duration forward) {
        time = time.plus(forward);
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return time;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.ofHours(5);
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
