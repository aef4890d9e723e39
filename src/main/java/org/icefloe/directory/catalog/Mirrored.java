package org.icefloe.directory.catalog;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What other directories have listed. Nobody touches or removes any of it here, and nothing of it is kept: it is there
 * until its directory says otherwise. Each list is changed as a whole; any thread.
 */
final class Mirrored {
    /** Nothing expires here. */
    private static final IndexedEntry.Lease ENDLESS = new IndexedEntry.Lease(Long.MAX_VALUE);

    private final Intake intake;
    private final Clock clock;

    /** By origins, the entries by their listen URLs. */
    private final Map<String, Map<String, IndexedEntry>> lists = new ConcurrentSkipListMap<>();

    Mirrored(Intake intake, Clock clock) {
        this.intake = intake;
        this.clock = clock;
    }

    /**
     * Takes a list in the place of the last one of the same origin. Entries that would be refused here are left out.
     *
     * @param most how many there may be
     * @throws ListingRefusedException if there are more; then the last list stays, as when the entries throw
     */
    int take(String origin, Iterator<YpForm> entries, int most) throws ListingRefusedException {
        Map<String, IndexedEntry> former = lists.getOrDefault(origin, Map.of());
        Map<String, IndexedEntry> list = new LinkedHashMap<>();
        while (entries.hasNext()) {
            entry(entries.next(), former)
                    .ifPresent(listed -> list.putIfAbsent(listed.entry().listenUrl(), listed));
            if (list.size() > most) {
                throw new ListingRefusedException(
                        "lists more than the " + most + " streams for which icefloe.directory.max-entries leaves room");
            }
        }
        lists.put(origin, list);
        return list.size();
    }

    private Optional<IndexedEntry> entry(YpForm form, Map<String, IndexedEntry> former) {
        try {
            Instant now = clock.instant();
            String url = intake.listenUrl(form).toString();
            Optional<Entry> was = Optional.ofNullable(former.get(url)).map(IndexedEntry::entry);
            Curve curve = was.map(Entry::curve).orElse(Curve.NONE);
            // If it is not known: since it was first seen here; else it would be the newest again with each list.
            Instant seen = was.map(Entry::added).orElse(now);
            LastTouch touch = Intake.touch(
                    form, LastTouch.first(now), time(form, "touched", now).orElse(now));
            return Optional.of(IndexedEntry.of(
                    new Entry(
                            "",
                            url,
                            "",
                            time(form, "added", now).orElse(seen),
                            Intake.broadcast(form),
                            touch,
                            curve.with(now, touch.listeners()),
                            check(form, now)),
                    ENDLESS));
        } catch (ListingRefusedException refused) {
            return Optional.empty();
        }
    }

    private static Check check(YpForm form, Instant now) {
        Verdict verdict = Arrays.stream(Verdict.values())
                .filter(one -> form.text("verdict").filter(one.name()::equals).isPresent())
                .findFirst()
                .orElse(Verdict.UNCHECKED);
        return verdict == Verdict.UNCHECKED
                ? Check.NONE
                : new Check(verdict, time(form, "checked", now).orElse(now), verdict.isBad() ? 1 : 0, "");
    }

    /** Empty if it lies in the future, whatever the clock there says. */
    private static Optional<Instant> time(YpForm form, String name, Instant now) {
        try {
            return form.text(name)
                    .map(Instant::parse)
                    .filter(time -> !time.isAfter(now) && !time.isBefore(Instant.EPOCH));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    /** Drops what is more than so many, from the ends of the last lists. */
    void giveWay(int most) {
        int left = most;
        for (Map.Entry<String, Map<String, IndexedEntry>> list : lists.entrySet()) {
            int room = left;
            if (list.getValue().size() > room) {
                lists.computeIfPresent(list.getKey(), (same, all) -> first(all, room));
            }
            left -= Math.min(room, list.getValue().size());
        }
    }

    private static Map<String, IndexedEntry> first(Map<String, IndexedEntry> list, int most) {
        Map<String, IndexedEntry> first = new LinkedHashMap<>();
        list.entrySet().stream().limit(most).forEach(entry -> first.put(entry.getKey(), entry.getValue()));
        return first;
    }

    void forget(String origin) {
        lists.remove(origin);
    }

    /** How many there are, but for those of one origin. */
    int sizeWithout(String origin) {
        return lists.entrySet().stream()
                .filter(list -> !list.getKey().equals(origin))
                .mapToInt(list -> list.getValue().size())
                .sum();
    }

    /** Each listen URL once, of those that are wanted; private and denied ones as long as they may be listed here. */
    Stream<IndexedEntry> all(Predicate<String> isWanted) {
        Map<String, IndexedEntry> byUrl = new LinkedHashMap<>();
        lists.values().forEach(list -> list.forEach(byUrl::putIfAbsent));
        return byUrl.values().stream()
                .filter(intake.takes())
                .filter(listed -> isWanted.test(listed.entry().listenUrl()));
    }
}
