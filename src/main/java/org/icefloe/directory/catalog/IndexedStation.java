package org.icefloe.directory.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A station, by what it is found and put in order. Looked at a hundred thousand times for each search: hence loops and
 * no streams, and nothing that could be known before.
 *
 * @param listed its entries
 * @param isBad whether people would be disappointed
 * @param trigrams of all that any entry is found by
 * @param haystack in which all words are that an entry has; of several entries it also has those of different ones
 */
record IndexedStation(
        Station station, List<IndexedEntry> listed, boolean isBad, Instant since, Trigrams trigrams, String haystack) {
    static IndexedStation of(List<IndexedEntry> listed) {
        List<Entry> entries = new ArrayList<>(listed.size());
        listed.forEach(one -> entries.add(one.entry()));
        Station station = Station.of(listed.get(0).stationId(), entries);
        Trigrams trigrams = Trigrams.of("");
        for (IndexedEntry one : listed) {
            trigrams = trigrams.or(one.trigrams()).or(Trigrams.of(one.song()));
        }
        String haystack = listed.size() == 1
                ? listed.get(0).haystack()
                : listed.stream().map(IndexedEntry::haystack).collect(Collectors.joining("\n"));
        return new IndexedStation(station, listed, station.verdict().isBad(), station.since(), trigrams, haystack);
    }

    /** Whether it is made of these very objects, in this order. */
    boolean isOf(List<IndexedEntry> others) {
        if (others.size() != listed.size()) {
            return false;
        }
        for (int at = 0; at < others.size(); at++) {
            if (others.get(at) != listed.get(at)) {
                return false;
            }
        }
        return true;
    }

    long listeners() {
        return station.listeners();
    }

    /**
     * Whether an entry has them all, in any order.
     *
     * @param words that its haystack has
     */
    boolean hasTogether(List<String> words) {
        if (listed.size() == 1) {
            return true;
        }
        for (IndexedEntry one : listed) {
            if (one.containsAll(words)) {
                return true;
            }
        }
        return false;
    }

    boolean hasGenre(String genre) {
        for (IndexedEntry one : listed) {
            if (one.entry().broadcast().genres().contains(genre)) {
                return true;
            }
        }
        return false;
    }

    boolean hasCodec(String codec) {
        for (String one : codecs()) {
            if (one.equalsIgnoreCase(codec)) {
                return true;
            }
        }
        return false;
    }

    boolean has(Function<Broadcast, String> what, String text) {
        for (IndexedEntry one : listed) {
            if (what.apply(one.entry().broadcast()).equalsIgnoreCase(text)) {
                return true;
            }
        }
        return false;
    }

    Collection<String> codecs() {
        return listed.size() == 1 ? listed.get(0).codecs() : station.codecs();
    }

    Collection<String> genres() {
        if (listed.size() == 1) {
            return listed.get(0).entry().broadcast().genres();
        }
        Set<String> genres = new HashSet<>();
        listed.forEach(one -> genres.addAll(one.entry().broadcast().genres()));
        return genres;
    }

    /** What its entries say that say anything. */
    Collection<String> told(Function<Broadcast, String> what) {
        Set<String> told = new HashSet<>();
        listed.forEach(one -> told.add(what.apply(one.entry().broadcast())));
        told.remove("");
        return told;
    }
}
