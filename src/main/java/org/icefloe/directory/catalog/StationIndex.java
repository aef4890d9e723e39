package org.icefloe.directory.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All stations of one moment, put in order once for all who look for something in the next. Immutable. A search goes
 * along all of them, and looks closer at those alone that may have what is looked for.
 */
final class StationIndex {
    private static final Comparator<IndexedStation> BY_ID =
            Comparator.comparing(station -> station.station().id());

    private static final Comparator<IndexedStation> NEWEST_FIRST = Comparator.comparing(IndexedStation::isBad)
            .thenComparing(IndexedStation::since, Comparator.reverseOrder())
            .thenComparing(BY_ID);

    private static final Comparator<IndexedStation> MOST_HEARD_FIRST = Comparator.comparing(IndexedStation::isBad)
            .thenComparing(Comparator.comparingLong(IndexedStation::listeners).reversed())
            .thenComparing(NEWEST_FIRST);

    /**
     * A list, not a map: it lives as long as an index does, and a hundred thousand nodes would be copied at each
     * collection.
     */
    private final List<IndexedStation> byId;

    private final Row byListeners;
    private final Row byFreshness;
    private final List<Count> genres;
    private final List<Count> codecs;
    private final List<Count> languages;
    private final List<Count> countries;

    /**
     * All of them in an order.
     *
     * @param haystacks theirs, here too: the way to a text over its station costs more than to look through it
     */
    private record Row(List<IndexedStation> stations, Trigrams.Row trigrams, String[] haystacks) {
        static final Row EMPTY = of(List.of());

        boolean mayHave(int at, Trigrams marks, List<String> words) {
            if (!trigrams.mayHave(at, marks)) {
                return false;
            }
            for (String word : words) {
                if (!haystacks[at].contains(word)) {
                    return false;
                }
            }
            return true;
        }

        private static Row of(List<IndexedStation> stations) {
            Trigrams.Row trigrams = new Trigrams.Row(stations.size());
            String[] haystacks = new String[stations.size()];
            for (int at = 0; at < stations.size(); at++) {
                trigrams.set(at, stations.get(at).trigrams());
                haystacks[at] = stations.get(at).haystack();
            }
            return new Row(stations, trigrams, haystacks);
        }
    }

    /** With nothing in it. */
    private StationIndex() {
        byId = List.of();
        byListeners = Row.EMPTY;
        byFreshness = Row.EMPTY;
        genres = List.of();
        codecs = List.of();
        languages = List.of();
        countries = List.of();
    }

    /** @param before what was there a moment ago, of which most is the same */
    StationIndex(Collection<IndexedEntry> all, Optional<StationIndex> before) {
        StationIndex was = before.orElseGet(StationIndex::new);
        Map<String, List<IndexedEntry>> clusters = clusters(all);
        Set<IndexedStation> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        List<IndexedStation> come = new ArrayList<>();
        for (IndexedStation station : was.byId) {
            List<IndexedEntry> present = clusters.remove(station.station().id());
            if (present == null || !station.isOf(present)) {
                gone.add(station);
                if (present != null) {
                    come.add(IndexedStation.of(present));
                }
            }
        }
        clusters.values().forEach(entries -> come.add(IndexedStation.of(entries)));
        byId = after(was.byId, gone, come, BY_ID);
        byFreshness = Row.of(after(was.byFreshness.stations(), gone, come, NEWEST_FIRST));
        byListeners = Row.of(after(was.byListeners.stations(), gone, come, MOST_HEARD_FIRST));
        genres = count(was.genres, gone, come, IndexedStation::genres);
        codecs = count(was.codecs, gone, come, IndexedStation::codecs);
        languages = count(was.languages, gone, come, station -> station.told(Broadcast::language));
        countries = count(was.countries, gone, come, station -> station.told(Broadcast::country));
    }

    private static Map<String, List<IndexedEntry>> clusters(Collection<IndexedEntry> all) {
        Map<String, List<IndexedEntry>> clusters = new HashMap<>(all.size() * 2);
        all.forEach(listed -> clusters.merge(listed.stationId(), List.of(listed), StationIndex::both));
        return clusters;
    }

    /** Most are where they were: they are not put in order again, but the others among them. */
    private static List<IndexedStation> after(
            List<IndexedStation> before,
            Set<IndexedStation> gone,
            List<IndexedStation> come,
            Comparator<IndexedStation> order) {
        List<IndexedStation> others = new ArrayList<>(come);
        others.sort(order);
        List<IndexedStation> all = new ArrayList<>(before.size() + others.size());
        int next = 0;
        for (IndexedStation station : before) {
            if (!gone.contains(station)) {
                while (next < others.size() && order.compare(others.get(next), station) < 0) {
                    all.add(others.get(next++));
                }
                all.add(station);
            }
        }
        all.addAll(others.subList(next, others.size()));
        return all;
    }

    private static List<Count> count(
            List<Count> before,
            Set<IndexedStation> gone,
            List<IndexedStation> come,
            Function<IndexedStation, Collection<String>> names) {
        return Count.after(before, gone.stream().map(names), come.stream().map(names));
    }

    /** Of lists that nobody else has; a station of many servers is not copied for each. */
    private static List<IndexedEntry> both(List<IndexedEntry> some, List<IndexedEntry> more) {
        List<IndexedEntry> all = some instanceof ArrayList ? some : new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    Found find(CatalogQuery query) {
        Row row = query.order() == Order.LISTENERS ? byListeners : byFreshness;
        List<String> words = words(query.text());
        Trigrams trigrams = Trigrams.of(words).or(marks(query));
        Predicate<IndexedStation> wanted = wanted(query, words);
        List<Station> page = new ArrayList<>();
        int total = 0;
        for (int at = 0; at < row.stations().size(); at++) {
            if (row.mayHave(at, trigrams, words) && wanted.test(row.stations().get(at))) {
                if (total >= query.page().offset() && page.size() < query.page().limit()) {
                    page.add(row.stations().get(at).station());
                }
                total++;
            }
        }
        return new Found(total, Collections.unmodifiableList(page));
    }

    private static Trigrams marks(CatalogQuery query) {
        return Stream.of(query.genre(), query.codec(), query.language(), query.country())
                .flatMap(Optional::stream)
                .map(Trigrams::ofMark)
                .reduce(Trigrams.of(""), Trigrams::or);
    }

    private static Predicate<IndexedStation> wanted(CatalogQuery query, List<String> words) {
        List<Predicate<IndexedStation>> all = new ArrayList<>();
        query.genre()
                .map(genre -> genre.toLowerCase(Locale.ROOT))
                .ifPresent(genre -> all.add(one -> one.hasGenre(genre)));
        query.codec().ifPresent(codec -> all.add(one -> one.hasCodec(codec)));
        query.language().ifPresent(language -> all.add(one -> one.has(Broadcast::language, language)));
        query.country().ifPresent(country -> all.add(one -> one.has(Broadcast::country, country)));
        if (words.size() > 1) {
            all.add(one -> one.hasTogether(words));
        }
        return all.stream().reduce(one -> true, Predicate::and);
    }

    private static List<String> words(String text) {
        return Arrays.stream(Texts.typed(text).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    Optional<Station> station(String id) {
        int low = 0;
        int high = byId.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = byId.get(middle).station().id().compareTo(id);
            if (found == 0) {
                return Optional.of(byId.get(middle).station());
            }
            low = found < 0 ? middle + 1 : low;
            high = found < 0 ? high : middle - 1;
        }
        return Optional.empty();
    }

    List<Count> genres() {
        return genres;
    }

    List<Count> codecs() {
        return codecs;
    }

    List<Count> languages() {
        return languages;
    }

    List<Count> countries() {
        return countries;
    }

    int size() {
        return byId.size();
    }
}
