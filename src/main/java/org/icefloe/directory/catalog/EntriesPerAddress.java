package org.icefloe.directory.catalog;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many entries each subscriber has. Any thread. */
final class EntriesPerAddress {
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    /** @return whether there was one left, which is taken now */
    boolean tryTake(String subscriber, int most) {
        if (taken.merge(subscriber, 1, Integer::sum) <= most) {
            return true;
        }
        give(subscriber);
        return false;
    }

    void give(String subscriber) {
        taken.computeIfPresent(subscriber, (who, had) -> had == 1 ? null : had - 1);
    }

    /** How many have any. */
    int subscribers() {
        return taken.size();
    }
}
