package org.icefloe.directory.announce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.icefloe.config.DirectorySettings;
import org.icefloe.config.Settings;
import org.icefloe.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What listings and directories are made with, and the one thread on which everything about them is decided. */
record Surroundings(
        Announcer.Inside inside, Supplier<Settings> all, Announcer.Machinery machinery, Announcer.Self self) {
    private static final Logger log = LoggerFactory.getLogger(Surroundings.class);

    DirectorySettings settings() {
        return all.get().directory();
    }

    RandomGenerator random() {
        return machinery.random();
    }

    /**
     * Has a step taken. A fault in it ends no other.
     *
     * @return whether it will be; not at the end of the server
     */
    boolean run(Runnable step) {
        try {
            thread().execute(guarded(step));
            return true;
        } catch (RejectedExecutionException over) {
            log.debug("The server ends, and what it tells directories with it", over);
            return false;
        }
    }

    /** Has a step taken again and again. */
    void every(Duration pause, Runnable step) {
        thread().scheduleWithFixedDelay(guarded(step), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    static Runnable guarded(Runnable step) {
        return () -> {
            try {
                step.run();
            } catch (RuntimeException fault) {
                log.error("A step of the listings in directories has failed", fault);
            }
        };
    }

    private ScheduledExecutorService thread() {
        return machinery.thread();
    }

    private Ticker ticker() {
        return machinery.ticker();
    }

    private Clock clock() {
        return machinery.clock();
    }

    /** For spans, in ns. */
    long nanos() {
        return ticker().nanos();
    }

    /** Whether a moment, in ns of the ticker, has come. */
    boolean isPast(long moment) {
        return nanos() - moment >= 0;
    }

    /** For people. */
    Instant now() {
        return clock().instant();
    }

    /** When a moment of the ticker will be, for people. */
    Instant at(long moment) {
        return now().plusNanos(moment - nanos());
    }
}
