package org.icefloe.stats.history;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Where the history outlives a restart. Its methods wait for a disk, and throw a {@link RuntimeException} with a
 * sentence for the operator when they have changed nothing. Called by one thread at a time.
 */
public interface HistoryStore {
    /** The keys that are kept, by their days. */
    Map<LocalDate, byte[]> keys();

    /**
     * Adds minutes to what there is of them, of their hours and of their days: all, or nothing.
     *
     * @param minutes of one start, each of another scope
     * @param keys to be kept as well, by their days
     */
    void add(List<Period> minutes, Map<LocalDate, byte[]> keys);

    /** What the query asks for, oldest first. */
    List<Period> find(HistoryQuery query);

    /** Whether anything is known of it. */
    boolean knows(Scope scope);

    /**
     * Deletes the oldest periods of a resolution: those that began together.
     *
     * @param before when periods began that are too old
     * @return whether there were any
     */
    boolean deleteOldest(Resolution resolution, Instant before);

    /**
     * Forgets the oldest day's key, and the sketches that were made with it.
     *
     * @param before which days are too old
     * @return whether there was one
     */
    boolean forgetOldestKey(LocalDate before);
}
