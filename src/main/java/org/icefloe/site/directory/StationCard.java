package org.icefloe.site.directory;

import java.util.List;
import java.util.Locale;
import org.icefloe.directory.catalog.Broadcast;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.directory.catalog.Station;

/**
 * A station as the list shows it. Texts are empty where nothing is known.
 *
 * @param id the last part of its page's address
 * @param song what plays
 * @param codec such as {@code MP3} or {@code Theora + Vorbis}
 * @param bitrate in kbit/s; 0 if it is not known
 * @param language in the visitor's language
 * @param country in the visitor's language
 * @param address where it is heard; by TLS if it can be had so
 * @param type by which a browser knows whether it can play that
 * @param verdict the name of what is known of it
 */
public record StationCard(
        String id,
        String name,
        List<String> genres,
        String song,
        String codec,
        int bitrate,
        long listeners,
        String language,
        String country,
        String address,
        String type,
        String verdict) {

    static StationCard of(Station station, Locale visitor) {
        Broadcast broadcast = station.broadcast();
        Entry played = played(station.heard());
        return new StationCard(
                station.id(),
                broadcast.name(),
                broadcast.genres(),
                station.song().orElse(""),
                String.join(" + ", station.codecs()),
                broadcast.sound().bitrate(),
                station.listeners(),
                Names.language(broadcast.language(), visitor),
                Names.country(broadcast.country(), visitor),
                played.listenUrl(),
                type(played.broadcast()),
                station.verdict().name());
    }

    /** A page that came by TLS may play nothing that does not. */
    private static Entry played(List<Entry> heard) {
        return heard.stream()
                .filter(entry -> entry.listenUrl().startsWith("https:"))
                .findFirst()
                .orElseGet(() -> heard.get(0));
    }

    /** Browsers want to know what is in an Ogg, and know AAC+ by the name of AAC only. */
    private static String type(Broadcast broadcast) {
        String type = broadcast.type().equals("audio/aacp") ? "audio/aac" : broadcast.type();
        String codecs = String.join(", ", broadcast.codecs()).toLowerCase(Locale.ROOT);
        return type.endsWith("/ogg") && !codecs.equals("ogg") ? type + "; codecs=\"" + codecs + "\"" : type;
    }
}
