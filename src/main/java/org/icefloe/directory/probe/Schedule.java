package org.icefloe.directory.probe;

import java.time.Duration;
import java.util.List;
import org.icefloe.directory.catalog.Check;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.directory.catalog.Verdict;

/**
 * When streams are visited. That follows from their entries alone: nothing else is kept, and a restart changes it not.
 */
final class Schedule {
    /** A server lists a stream when it has just begun. */
    static final Duration AFTER_ADD = Duration.ofSeconds(10);

    /** The pauses after the first disappointments in a row; after those that follow it is the interval. */
    private static final List<Duration> AFTER_FAILURE = List.of(Duration.ofMinutes(10), Duration.ofHours(1));

    /** By chance a pause is up to a quarter longer, so that what began together does not stay together. */
    private static final int JITTER = 1024;

    private Schedule() {}

    /**
     * When a stream is visited next, in s from the epoch; at once if its last visit is yet to come, for then the clock
     * was put back.
     *
     * @param interval at least how long to leave it alone if it is well, in s
     * @param now in s from the epoch
     */
    static long due(Entry entry, long interval, long now) {
        if (isNew(entry)) {
            return Math.min(entry.added().getEpochSecond(), now) + AFTER_ADD.toSeconds();
        }
        Check check = entry.check();
        long last = check.at().getEpochSecond();
        long pause = pause(check.failures(), interval);
        return last > now ? now : last + pause + pause * chance(entry) / JITTER;
    }

    /** Whether nobody has been there yet. */
    static boolean isNew(Entry entry) {
        return entry.check().verdict() == Verdict.UNCHECKED;
    }

    private static long pause(int failures, long interval) {
        return failures == 0 || failures > AFTER_FAILURE.size()
                ? interval
                : Math.min(interval, AFTER_FAILURE.get(failures - 1).toSeconds());
    }

    /** From 0 to 255; another one after each visit. */
    private static int chance(Entry entry) {
        int hash = entry.sid().hashCode() * 31 + entry.check().at().hashCode();
        return (hash * 0x9E3779B9) >>> 24;
    }
}
