package org.icefloe.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import org.icefloe.time.Backoff;
import org.jspecify.annotations.Nullable;

/** The pauses of a relay after rounds that have failed. Confined to the relays' thread. */
final class Pauses {
    /** How soon after it has failed it is tried again because somebody wants to listen. */
    static final Duration BETWEEN_WISHES = Duration.ofSeconds(1);

    private static final Duration FIRST = Duration.ofMillis(500);

    private final Surroundings here;
    private final Control control;
    private final Backoff backoff;
    private @Nullable Future<?> end;

    /** When a round failed last, on the ticker, in ns. */
    private long failedAt;

    Pauses(Surroundings here) {
        this.here = here;
        this.control = here.control();
        this.backoff = new Backoff(FIRST, here.random());
    }

    void noteFailure() {
        failedAt = control.nanos();
    }

    /** Whether that was so lately that nobody's wish is a reason to try again. */
    boolean isFailureFresh() {
        return control.since(failedAt).compareTo(BETWEEN_WISHES) < 0;
    }

    /**
     * Begins one, longer than the last.
     *
     * @return when it is over, and {@code then} is done
     */
    Instant begin(Runnable then) {
        Duration pause = backoff.next(here.settings().retryLimit());
        end = control.later(pause, then);
        return control.now().plus(pause);
    }

    /** Whether one goes on, or has just ended by itself. */
    boolean isOne() {
        return end != null;
    }

    void cancel() {
        if (end != null) {
            end.cancel(false);
            end = null;
        }
    }

    /** Makes the next one the first again. */
    void reset() {
        backoff.reset();
    }
}
