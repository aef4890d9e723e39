package org.icefloe.directory.catalog;

import java.util.List;
import java.util.stream.Stream;

/**
 * An entry, with what is worked out of it once and not for each search. Immutable.
 *
 * @param stationId of the station that it belongs to
 * @param haystack by which it is found: its song, a line end, and all else; folded. One text in one place of memory,
 *     for it is looked through in each search.
 * @param songLength of the song in that, in characters
 * @param trigrams of all but the song, and the marks of what people choose from
 * @param codecs those of the broadcast
 * @param isPrivate whether only a network of somebody's own can reach it
 * @param lease how long it lasts without a touch
 */
record IndexedEntry(
        Entry entry,
        String stationId,
        String haystack,
        int songLength,
        Trigrams trigrams,
        List<String> codecs,
        boolean isPrivate,
        Lease lease) {
    /** @param until by {@link ServingTime} */
    record Lease(long until) {
        boolean isOver(long now) {
            return now > until;
        }
    }

    static IndexedEntry of(Entry entry, Lease lease) {
        Broadcast broadcast = entry.broadcast();
        String song = Texts.typed(entry.lastTouch().song());
        String text = Texts.typed(
                String.join("\n", "", broadcast.name(), String.join(" ", broadcast.genres()), broadcast.description()));
        return new IndexedEntry(
                entry,
                StationKey.of(broadcast),
                song + text,
                song.length(),
                Trigrams.of(text).or(marks(broadcast)),
                broadcast.codecs(),
                !ListenUrl.parse(entry.listenUrl()).map(ListenUrl::mayBePublic).orElse(false),
                lease);
    }

    private static Trigrams marks(Broadcast broadcast) {
        return Stream.of(
                        broadcast.genres().stream().map(Trigrams::ofMark),
                        broadcast.codecs().stream().map(Trigrams::ofMark),
                        Stream.of(broadcast.language(), broadcast.country()).map(Trigrams::ofMark))
                .flatMap(marks -> marks)
                .reduce(Trigrams.of(""), Trigrams::or);
    }

    /** @param subtype as it is known now */
    IndexedEntry touched(LastTouch touch, String subtype, Lease renewed) {
        Broadcast broadcast = entry.broadcast();
        if (!subtype.equals(broadcast.subtype())) {
            return of(entry.with(broadcast.withSubtype(subtype), touch), renewed);
        }
        boolean sameSong = touch.song().equals(entry.lastTouch().song());
        String song = sameSong ? song() : Texts.typed(touch.song());
        return new IndexedEntry(
                entry.with(broadcast, touch),
                stationId,
                sameSong ? haystack : song + haystack.substring(songLength),
                song.length(),
                trigrams,
                codecs,
                isPrivate,
                renewed);
    }

    IndexedEntry checked(Check visit) {
        return new IndexedEntry(entry.with(visit), stationId, haystack, songLength, trigrams, codecs, isPrivate, lease);
    }

    String sid() {
        return entry.sid();
    }

    /** What plays; folded. */
    String song() {
        return haystack.substring(0, songLength);
    }

    boolean containsAll(List<String> words) {
        for (String word : words) {
            if (!haystack.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
