package org.icefloe.directory.catalog;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.icefloe.time.Ticker;

/**
 * Entries whose last touch, or visit, is not written yet. They are written behind, a portion at each tick: small, so
 * that neither who adds meanwhile nor who wants the processor waits for long. Any thread notes, one thread writes.
 */
final class UnwrittenTouches {
    /** By when a touch is written, if the machine and the database have the time. */
    static final Duration WRITE = Duration.ofMinutes(1);

    /** How often touches are gathered. */
    private static final Duration ROUND = WRITE.dividedBy(2);

    /** In how many portions they are written then. */
    private static final int PORTIONS = 20;

    private final Map<String, IndexedEntry> entries;
    private final Journal journal;
    private final Ticker ticker;
    private final Set<String> sids = ConcurrentHashMap.newKeySet();

    /** The SIDs of those that are written just now, and their number in a portion. */
    private final Deque<String> round = new ArrayDeque<>();

    private int portion;

    private long gathered;

    /** @param entries all there are at any moment, by their SIDs */
    UnwrittenTouches(Map<String, IndexedEntry> entries, Journal journal, Ticker ticker) {
        this.entries = entries;
        this.journal = journal;
        this.ticker = ticker;
        this.gathered = ticker.nanos();
    }

    void note(String sid) {
        sids.add(sid);
    }

    int size() {
        return sids.size();
    }

    /** Writes a portion. */
    void tick() {
        if (round.isEmpty() && ticker.nanos() - gathered >= ROUND.toNanos()) {
            gathered = ticker.nanos();
            gather();
        }
        writeSome();
    }

    /** Writes all, if the book takes them. */
    void close() {
        gather();
        while (!round.isEmpty()) {
            writeSome();
        }
    }

    /** In the order of listing, which is that of the rows: so databases write few pages. */
    private void gather() {
        round.clear();
        // An entry may be dropped while somebody touches it.
        sids.removeIf(sid -> !entries.containsKey(sid));
        sids.stream()
                .map(entries::get)
                .filter(Objects::nonNull)
                .map(IndexedEntry::entry)
                .sorted(Comparator.comparing(Entry::added))
                .forEach(entry -> round.add(entry.sid()));
        portion = (round.size() + PORTIONS - 1) / PORTIONS;
    }

    /** If it fails, all that is left is gathered the next time. */
    private void writeSome() {
        List<Entry> some = new ArrayList<>(portion);
        for (int n = 0; n < portion && !round.isEmpty(); n++) {
            String sid = round.remove();
            // First of all, so that a touch that comes meanwhile is written the next time.
            sids.remove(sid);
            Optional.ofNullable(entries.get(sid)).map(IndexedEntry::entry).ifPresent(some::add);
        }
        boolean written = some.isEmpty();
        try {
            written = written || Journal.isKept(() -> journal.touch(some));
        } finally {
            if (!written) {
                some.forEach(entry -> sids.add(entry.sid()));
                round.clear();
            }
        }
    }
}
