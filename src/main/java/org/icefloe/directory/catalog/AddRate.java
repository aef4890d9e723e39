package org.icefloe.directory.catalog;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How many entries each subscriber has made lately, whether they are still there or not: each is a write to the disk,
 * and who adds and removes without end would keep it busy. Any thread.
 */
final class AddRate {
    static final Duration WINDOW = Duration.ofMinutes(10);

    private final Map<String, Long> made = new HashMap<>();
    private long began;

    /**
     * Notes one more.
     *
     * @param most within a window
     * @param now in ns
     * @return whether it may be made
     */
    synchronized boolean tryMake(String subscriber, long most, long now) {
        if (now - began >= WINDOW.toNanos()) {
            made.clear();
            began = now;
        }
        return made.merge(subscriber, 1L, Long::sum) <= most;
    }
}
