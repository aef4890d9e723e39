package org.icefloe.playlist;

import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;

/** How a playlist is written. What players read of a mount that is off is just its address. */
public enum PlaylistFormat {
    /** The address, and nothing else: Icecast's way, which every player reads. */
    M3U("audio/x-mpegurl", entry -> entry.location() + "\r\n", Playlist::m3u),

    /** Winamp's list, in the form of an INI file. A length of -1 says that there is no end. */
    PLS("audio/x-scpls", Playlist::pls),

    /** An XML document (https://xspf.org/spec). */
    XSPF("application/xspf+xml; charset=UTF-8", Xspf::write),

    /** Vorbis comments, one a line, with {@code ==} behind each stream. */
    VCLT("audio/x-vclt; charset=UTF-8", Vclt::write, Vclt::writeAll);

    private final String contentType;
    private final Function<Entry, String> ofMount;
    private final Function<Playlist, String> ofMany;

    PlaylistFormat(String contentType, Function<Entry, String> ofMount, Function<Playlist, String> ofMany) {
        this.contentType = contentType;
        this.ofMount = ofMount;
        this.ofMany = ofMany;
    }

    PlaylistFormat(String contentType, Function<Playlist, String> writer) {
        this(contentType, entry -> writer.apply(Playlist.of(entry)), writer);
    }

    /** By the ending of a file's name, in lower case. */
    public static PlaylistFormat of(String ending) {
        return valueOf(ending.toUpperCase(Locale.ROOT));
    }

    /** Any page may read it, as it may read the stream; nobody keeps it, for the next client may be sent elsewhere. */
    Response.ResponseBuilder reply(Entry entry) {
        return reply(ofMount.apply(entry));
    }

    /** The same for any streams, to be kept in a file of the list's name if somebody wants to. */
    public Response.ResponseBuilder reply(Playlist playlist) {
        String name = playlist.fileName() + "." + name().toLowerCase(Locale.ROOT);
        return reply(ofMany.apply(playlist)).header("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    private Response.ResponseBuilder reply(String text) {
        return Response.ok(text.getBytes(StandardCharsets.UTF_8))
                .header("Content-Type", contentType)
                .header("Cache-Control", "no-cache, no-store")
                .header("Access-Control-Allow-Origin", "*")
                .header("X-Content-Type-Options", "nosniff");
    }
}
