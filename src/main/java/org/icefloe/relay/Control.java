package org.icefloe.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.icefloe.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which everything about relays is decided, and its time. Others hand it steps, and wait for none.
 */
final class Control {
    private static final Logger log = LoggerFactory.getLogger(Control.class);

    private final ScheduledExecutorService thread;
    private final Clock clock;
    private final Ticker ticker;

    Control(ScheduledExecutorService thread, Clock clock, Ticker ticker) {
        this.thread = thread;
        this.clock = clock;
        this.ticker = ticker;
    }

    /**
     * Has a step taken. A fault in it ends no other.
     *
     * @return whether it will be; not at the end of the server
     */
    boolean run(Runnable step) {
        try {
            thread.execute(guarded(step));
            return true;
        } catch (RejectedExecutionException over) {
            log.debug("The server ends, and its relays with it", over);
            return false;
        }
    }

    /** Has a step taken in a while, unless it is cancelled before. To be called on the thread itself. */
    Future<?> later(Duration delay, Runnable step) {
        return thread.schedule(guarded(step), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Has a step taken again and again. */
    Future<?> every(Duration pause, Runnable step) {
        return thread.scheduleWithFixedDelay(guarded(step), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static Runnable guarded(Runnable step) {
        return () -> {
            try {
                step.run();
            } catch (RuntimeException fault) {
                log.error("A step of the relays has failed", fault);
            }
        };
    }

    Ticker ticker() {
        return ticker;
    }

    /** For spans, in ns. */
    long nanos() {
        return ticker.nanos();
    }

    /** How long ago something was, by its {@link #nanos}. */
    Duration since(long nanos) {
        return Duration.ofNanos(ticker.nanos() - nanos);
    }

    /** For people. */
    Instant now() {
        return clock.instant();
    }
}
