package org.icefloe.api;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.icefloe.directory.catalog.Broadcast;
import org.icefloe.directory.catalog.Check;
import org.icefloe.directory.catalog.Curve;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.directory.catalog.LastTouch;
import org.icefloe.directory.catalog.Station;
import org.icefloe.directory.catalog.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A station of the directory. Texts are empty, and numbers 0, where nobody knows them; times are in UTC.
 *
 * @param type the media type
 * @param bitrate in kbit/s
 * @param samplerate in Hz
 * @param language a code of ISO 639, or what its server says
 * @param country a code of ISO 3166
 * @param listeners of all its streams that are not known to be bad
 * @param clicks how often people have gone there from here
 * @param song what plays
 * @param since when it was listed
 * @param verdict the best that is known of a stream: {@code unchecked}, {@code alive}, {@code silent} or {@code other}
 * @param links where else it is to be found here
 */
record StationDocument(
        String id,
        String name,
        List<String> genres,
        String description,
        String homepage,
        String type,
        List<String> codecs,
        int bitrate,
        int samplerate,
        int channels,
        String language,
        String country,
        long listeners,
        long clicks,
        String song,
        String since,
        String verdict,
        Links links) {

    /** Absolute addresses. */
    record Links(String self, String page, String m3u, String pls, String xspf, String clicks) {}

    /** Makes an address of a path. */
    @FunctionalInterface
    interface Addresses {
        String of(String path);
    }

    static StationDocument of(Station station, long clicks, Addresses addresses) {
        Broadcast broadcast = station.broadcast();
        return new StationDocument(
                station.id(),
                broadcast.name(),
                broadcast.genres(),
                broadcast.description(),
                broadcast.homepage(),
                broadcast.type(),
                station.codecs(),
                broadcast.sound().bitrate(),
                broadcast.sound().samplerate(),
                broadcast.sound().channels(),
                broadcast.language(),
                broadcast.country(),
                station.listeners(),
                clicks,
                station.song().orElse(""),
                station.since().truncatedTo(ChronoUnit.SECONDS).toString(),
                word(station.verdict()),
                links(station.id(), addresses));
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static Links links(String id, Addresses addresses) {
        String page = addresses.of("/directory/stations/" + id);
        return new Links(
                addresses.of(DirectoryResource.STATIONS + "/" + id),
                page,
                page + "/listen.m3u",
                page + "/listen.pls",
                page + "/listen.xspf",
                page + "/clicks");
    }

    /**
     * A stream of a station. Neither the SID nor the server's address is anybody's business.
     *
     * @param maxListeners null if there is no limit
     * @param touched when its server has told of it last
     */
    record EntryDocument(
            String listenUrl,
            int listeners,
            @Nullable Integer maxListeners,
            String song,
            String added,
            String touched,
            CheckDocument check,
            CurveDocument curve) {

        static EntryDocument of(Entry entry) {
            LastTouch touch = entry.lastTouch();
            return new EntryDocument(
                    entry.listenUrl(),
                    touch.listeners(),
                    touch.maxListeners() == LastTouch.UNLIMITED ? null : Integer.valueOf(touch.maxListeners()),
                    touch.song(),
                    entry.added().truncatedTo(ChronoUnit.SECONDS).toString(),
                    touch.touched().truncatedTo(ChronoUnit.SECONDS).toString(),
                    CheckDocument.of(entry.check()),
                    CurveDocument.of(entry.curve()));
        }
    }

    /**
     * The last visit to a stream.
     *
     * @param at null if nobody has been there yet
     */
    record CheckDocument(String verdict, @Nullable String at, String words) {
        private static CheckDocument of(Check check) {
            Optional<String> at = Optional.of(check)
                    .filter(visit -> visit.verdict() != Verdict.UNCHECKED)
                    .map(visit -> visit.at().truncatedTo(ChronoUnit.SECONDS).toString());
            return new CheckDocument(word(check.verdict()), at.orElse(null), check.words());
        }
    }

    /**
     * How many have listened over a day.
     *
     * @param step what a point stands for, in s
     */
    record CurveDocument(long step, List<PointDocument> points) {
        private static CurveDocument of(Curve curve) {
            return new CurveDocument(
                    Curve.STEP.toSeconds(),
                    curve.points().stream().map(PointDocument::of).toList());
        }
    }

    /**
     * The most listeners of a span.
     *
     * @param listeners null if nobody knows
     */
    record PointDocument(String began, @Nullable Integer listeners) {
        private static PointDocument of(Curve.Point point) {
            return new PointDocument(
                    point.began().toString(),
                    point.listeners().isPresent() ? point.listeners().getAsInt() : null);
        }
    }
}
