package org.icefloe.directory.catalog;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.icefloe.net.Subscriber;
import org.icefloe.time.Ticker;

/**
 * Counts how often people go to stations: a {@linkplain Subscriber subscriber} once to each station in a {@link #DAY}.
 * Counts are written behind; who has clicked is in memory alone. Any thread, but for what says otherwise.
 */
final class Clicks {
    static final Duration DAY = Duration.ofDays(1);

    /** How long the clicks of a station are kept that is gone. */
    static final Duration KEPT = Duration.ofDays(60);

    /** How often those are looked for that are gone. */
    private static final Duration SWEEP = Duration.ofHours(1);

    /** What is written at once, so that nobody waits long who lists a stream meanwhile. */
    private static final int AT_ONCE = 1_000;

    private final Journal journal;
    private final IntSupplier most;
    private final Clock clock;
    private final Ticker ticker;
    private final RandomGenerator random;

    private final Map<String, ClickCount> counts = new ConcurrentHashMap<>();

    /** The ids of stations whose counts are to be written, or dropped. */
    private final Set<String> unwritten = ConcurrentHashMap.newKeySet();

    private final Set<String> forgotten = ConcurrentHashMap.newKeySet();

    /** Both under the monitor. */
    private Optional<ClickMemory> today = Optional.empty();

    private long dayBegan;

    private long swept;

    /**
     * Reads what the book has kept.
     *
     * @param most how many stations there may be; twice as many have counts
     */
    Clicks(CatalogBook book, Journal journal, IntSupplier most, Catalog.Machinery machinery) {
        this.journal = journal;
        this.most = most;
        this.clock = machinery.clock();
        this.ticker = machinery.ticker();
        this.random = machinery.random();
        this.swept = ticker.nanos() - SWEEP.toNanos();
        book.clicks().forEach(count -> counts.put(count.station(), count));
    }

    /** @param station that is there */
    void count(String station, String address) {
        boolean hasRoom = counts.containsKey(station) || counts.size() < 2L * most.getAsInt();
        if (hasRoom && isFirst(station + " " + Subscriber.of(address))) {
            Instant now = clock.instant();
            counts.compute(station, (same, was) -> {
                // What is begun anew takes the place of what was to be dropped.
                forgotten.remove(same);
                return was == null ? new ClickCount(same, 1, now) : was.oneMore();
            });
            unwritten.add(station);
        }
    }

    private synchronized boolean isFirst(String click) {
        long now = ticker.nanos();
        if (today.isEmpty() || now - dayBegan >= DAY.toNanos()) {
            today = Optional.of(new ClickMemory(random));
            dayBegan = now;
        }
        return today.get().add(click);
    }

    long of(String station) {
        ClickCount count = counts.get(station);
        return count == null ? 0 : count.clicks();
    }

    /**
     * Forgets those of stations that have been gone for long, and writes the others. One thread.
     *
     * @param present gives the ids of all stations that are there; asked now and then
     */
    void tick(Supplier<Set<String>> present) {
        long now = ticker.nanos();
        if (now - swept >= SWEEP.toNanos()) {
            swept = now;
            sweep(present.get());
        }
        write();
    }

    private void sweep(Set<String> present) {
        Instant now = clock.instant();
        counts.values().stream()
                .filter(count -> present.contains(count.station()))
                .filter(count -> Duration.between(count.seen(), now).abs().compareTo(DAY) >= 0)
                .forEach(count -> keep(count.station(), now));
        List<ClickCount> gone = counts.values().stream()
                .filter(count -> !present.contains(count.station()))
                .sorted(Comparator.comparing(ClickCount::seen))
                .toList();
        int tooMany = counts.size() - most.getAsInt();
        for (int at = 0; at < gone.size(); at++) {
            if (at < tooMany || gone.get(at).seen().isBefore(now.minus(KEPT))) {
                forget(gone.get(at).station());
            }
        }
    }

    private void keep(String station, Instant now) {
        counts.computeIfPresent(station, (same, was) -> was.seen(now));
        unwritten.add(station);
    }

    private void forget(String station) {
        counts.computeIfPresent(station, (same, was) -> {
            forgotten.add(same);
            return null;
        });
    }

    /** Writes some of those that wait; if it fails, they are written the next time. One thread. */
    private void write() {
        List<String> stations = unwritten.stream().limit(AT_ONCE).toList();
        List<String> gone = forgotten.stream().limit(AT_ONCE).toList();
        if (stations.isEmpty() && gone.isEmpty()) {
            return;
        }
        // First of all, so that a click that comes meanwhile is written the next time.
        stations.forEach(unwritten::remove);
        List<ClickCount> changed =
                stations.stream().map(counts::get).filter(Objects::nonNull).toList();
        boolean written = false;
        try {
            written = Journal.isKept(() -> journal.writeClicks(changed, gone));
        } finally {
            if (!written) {
                unwritten.addAll(stations);
            }
        }
        if (written) {
            gone.forEach(forgotten::remove);
        }
    }

    /** Writes all that wait, if the book takes them. One thread. */
    void close() {
        for (int before = Integer.MAX_VALUE; !unwritten.isEmpty() && unwritten.size() < before; ) {
            before = unwritten.size();
            write();
        }
    }
}
