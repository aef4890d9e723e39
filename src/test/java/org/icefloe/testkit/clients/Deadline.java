package org.icefloe.testkit.clients;

import java.time.Duration;
import org.icefloe.time.Ticker;

/** A moment to be done by. */
final class Deadline {
    private static final Ticker TICKER = Ticker.system();

    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    static Deadline in(Duration time) {
        return new Deadline(TICKER.nanos() + time.toNanos());
    }

    boolean isOver() {
        return left().isZero();
    }

    /** What is left, never less than zero. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - TICKER.nanos()));
    }

    /** What is left, in milliseconds and at least one: zero would mean for ever to a socket. */
    int leftMillis() {
        return (int) Math.max(1, left().toMillis());
    }
}
