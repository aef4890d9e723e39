package org.icefloe.playlist;

import java.util.List;
import java.util.Optional;
import org.icefloe.format.StreamFormat;
import org.icefloe.mount.Mount;

/**
 * Writes a listing of Vorbis comments, as Icecast does.
 *
 * <pre>
 *   STREAMURL=http://radio.example:8000/live.ogg
 *   ARTIST=Quartet
 *   TITLE=Adagio
 *   SERVER_NAME=Radio Floe
 *   DESCRIPTION=All day
 *   SIGNALINFO=codec:ogg_vorbis
 *   GENRE=jazz
 *   ==
 * </pre>
 */
final class Vclt {
    private final StringBuilder lines = new StringBuilder();

    private Vclt() {}

    static String write(Entry entry) {
        Vclt listing = new Vclt();
        listing.line("STREAMURL", Optional.of(entry.location()));
        listing.line("ARTIST", entry.artist());
        listing.line("TITLE", entry.title());
        listing.line("SERVER_NAME", entry.word("icy-name"));
        listing.line("DESCRIPTION", entry.word("icy-description"));
        listing.line("SIGNALINFO", entry.stream().flatMap(Vclt::codec));
        listing.line("GENRE", entry.word("icy-genre"));
        return listing.lines.append("==\n").toString();
    }

    static String writeAll(Playlist playlist) {
        Vclt listing = new Vclt();
        playlist.tracks().forEach(track -> {
            listing.line("STREAMURL", Optional.of(track.location()));
            listing.line("SERVER_NAME", Optional.of(track.name()));
            listing.lines.append("==\n");
        });
        return listing.lines.toString();
    }

    private void line(String name, Optional<String> value) {
        value.ifPresent(text -> lines.append(name).append('=').append(text).append('\n'));
    }

    /** Icecast knows one codec by its name, and says of others in Ogg that they are such. */
    private static Optional<String> codec(Mount mount) {
        if (mount.profile().contentType().format() != StreamFormat.OGG) {
            return Optional.empty();
        }
        boolean vorbis = mount.info().codecs().equals(List.of("Vorbis"));
        return Optional.of(vorbis ? "codec:ogg_vorbis" : "codec:ogg_general");
    }
}
