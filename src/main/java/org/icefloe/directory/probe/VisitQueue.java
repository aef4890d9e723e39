package org.icefloe.directory.probe;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.icefloe.directory.catalog.Entry;

/**
 * The next streams to be visited: those that have waited longest, but first those that nobody has visited yet, and one
 * of each host. However many there are, it holds no more than a few.
 */
final class VisitQueue {
    static final int MOST = 64;

    private static final Comparator<Item> FIRST_FIRST = Comparator.comparing(
                    (Item item) -> !Schedule.isNew(item.entry()))
            .thenComparing(Item::due)
            .thenComparing(item -> item.entry().sid());

    private final NavigableSet<Item> items = new TreeSet<>(FIRST_FIRST);
    private final Map<String, Item> byHost = new HashMap<>();

    private record Item(Entry entry, long due) {
        /** Without the port: several servers may be one machine. */
        String host() {
            return entry.host();
        }
    }

    void clear() {
        items.clear();
        byHost.clear();
    }

    /**
     * Takes a stream on, if it comes before one that is here.
     *
     * @param isFree whether a host, and an address of a stream, may be visited now; asked only if it matters
     */
    void offer(Entry entry, long due, Predicate<Entry> isFree) {
        Item item = new Item(entry, due);
        if (items.size() == MOST && FIRST_FIRST.compare(items.last(), item) <= 0 || !isFree.test(entry)) {
            return;
        }
        Item rival = byHost.get(item.host());
        if (rival != null && FIRST_FIRST.compare(rival, item) <= 0) {
            return;
        }
        if (rival != null) {
            items.remove(rival);
        }
        items.add(item);
        byHost.put(item.host(), item);
        if (items.size() > MOST) {
            byHost.remove(items.pollLast().host());
        }
    }

    /** Takes the first one that is free now. */
    Optional<Entry> take(Predicate<Entry> isFree) {
        for (Iterator<Item> rest = items.iterator(); rest.hasNext(); ) {
            Entry entry = rest.next().entry();
            if (isFree.test(entry)) {
                rest.remove();
                byHost.remove(entry.host());
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
