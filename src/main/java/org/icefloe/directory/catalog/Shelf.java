package org.icefloe.directory.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * All stations of one moment, put in order once for all who look for something in the next. Immutable. A search goes
 * along all of them, and looks closer at those alone that may have what is looked for.
 */
final class Shelf {
    private static final Comparator<Piece> NEWEST_FIRST = Comparator.comparing(Piece::isBad)
            .thenComparing(Piece::since, Comparator.reverseOrder())
            .thenComparing(piece -> piece.station().id());

    private static final Comparator<Piece> MOST_HEARD_FIRST = Comparator.comparing(Piece::isBad)
            .thenComparing(Comparator.comparingLong(Piece::listeners).reversed())
            .thenComparing(NEWEST_FIRST);

    private final Map<String, Piece> byId;
    private final Row byListeners;
    private final Row byFreshness;
    private final List<Count> genres;
    private final List<Count> codecs;
    private final List<Count> languages;
    private final List<Count> countries;

    /** All of them in an order. */
    private record Row(List<Piece> pieces, Trigrams.Row trigrams) {
        static Row of(Collection<Piece> all, Comparator<Piece> order) {
            List<Piece> pieces = new ArrayList<>(all);
            pieces.sort(order);
            Trigrams.Row trigrams = new Trigrams.Row(pieces.size());
            for (int at = 0; at < pieces.size(); at++) {
                trigrams.set(at, pieces.get(at).trigrams());
            }
            return new Row(pieces, trigrams);
        }
    }

    /** @param before what was there a moment ago, of which much is the same */
    Shelf(Collection<Listed> all, Optional<Shelf> before) {
        Map<String, List<Listed>> clusters = new HashMap<>(all.size() * 2);
        all.forEach(listed -> clusters.merge(listed.stationId(), List.of(listed), Shelf::both));
        byId = new HashMap<>(clusters.size() * 2);
        clusters.forEach((id, listed) -> byId.put(
                id,
                before.map(shelf -> shelf.byId.get(id))
                        .filter(piece -> piece.isOf(listed))
                        .orElseGet(() -> Piece.of(listed))));
        byFreshness = Row.of(byId.values(), NEWEST_FIRST);
        byListeners = Row.of(byFreshness.pieces(), MOST_HEARD_FIRST);
        genres = count(Piece::genres);
        codecs = count(Piece::codecs);
        languages = count(piece -> piece.told(Broadcast::language));
        countries = count(piece -> piece.told(Broadcast::country));
    }

    private List<Count> count(Function<Piece, Collection<String>> names) {
        Map<String, Integer> counts = new HashMap<>();
        byId.values().forEach(piece -> names.apply(piece).forEach(name -> counts.merge(name, 1, Integer::sum)));
        return Count.mostFirst(counts);
    }

    /** Of lists that nobody else has; a station of many servers is not copied for each. */
    private static List<Listed> both(List<Listed> some, List<Listed> more) {
        List<Listed> all = some instanceof ArrayList ? some : new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    Found find(CatalogQuery query) {
        Row row = query.order() == Order.LISTENERS ? byListeners : byFreshness;
        Trigrams trigrams = Trigrams.of(words(query.text()));
        Predicate<Piece> wanted = wanted(query);
        List<Station> page = new ArrayList<>();
        int total = 0;
        for (int at = 0; at < row.pieces().size(); at++) {
            if (row.trigrams().mayHave(at, trigrams) && wanted.test(row.pieces().get(at))) {
                if (total >= query.page().offset() && page.size() < query.page().limit()) {
                    page.add(row.pieces().get(at).station());
                }
                total++;
            }
        }
        return new Found(total, Collections.unmodifiableList(page));
    }

    private static Predicate<Piece> wanted(CatalogQuery query) {
        List<Predicate<Piece>> all = new ArrayList<>();
        query.genre()
                .map(genre -> genre.toLowerCase(Locale.ROOT))
                .ifPresent(genre -> all.add(one -> one.hasGenre(genre)));
        query.codec().ifPresent(codec -> all.add(one -> one.hasCodec(codec)));
        query.language().ifPresent(language -> all.add(one -> one.has(Broadcast::language, language)));
        query.country().ifPresent(country -> all.add(one -> one.has(Broadcast::country, country)));
        List<String> words = words(query.text());
        if (!words.isEmpty()) {
            all.add(one -> one.hasAll(words));
        }
        return all.stream().reduce(one -> true, Predicate::and);
    }

    private static List<String> words(String text) {
        return Arrays.stream(Texts.fold(text).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    Set<String> ids() {
        return byId.keySet();
    }

    Optional<Station> station(String id) {
        return Optional.ofNullable(byId.get(id)).map(Piece::station);
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
