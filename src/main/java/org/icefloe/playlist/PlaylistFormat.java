package org.icefloe.playlist;

import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;

/** How a playlist is written. What players read of a mount that is off is just its address. */
public enum PlaylistFormat {
    /** The address, and nothing else: Icecast's way, which every player reads. */
    M3U("audio/x-mpegurl", entry -> entry.location() + "\r\n"),

    /** Winamp's list, in the form of an INI file. A length of -1 says that there is no end. */
    PLS("audio/x-scpls", PlaylistFormat::pls),

    /** An XML document (https://xspf.org/spec). */
    XSPF("application/xspf+xml; charset=UTF-8", Xspf::write),

    /** Vorbis comments, one a line, with {@code ==} behind each stream. */
    VCLT("audio/x-vclt; charset=UTF-8", Vclt::write);

    private final String contentType;
    private final Function<Entry, String> writer;

    PlaylistFormat(String contentType, Function<Entry, String> writer) {
        this.contentType = contentType;
        this.writer = writer;
    }

    /** By the ending of a file's name, in lower case. */
    static PlaylistFormat of(String ending) {
        return valueOf(ending.toUpperCase(Locale.ROOT));
    }

    private static String pls(Entry entry) {
        return String.join(
                "\r\n",
                "[playlist]",
                "NumberOfEntries=1",
                "File1=" + entry.location(),
                "Title1=" + entry.name(),
                "Length1=-1",
                "Version=2",
                "");
    }

    /** Any page may read it, as it may read the stream; nobody keeps it, for the next client may be sent elsewhere. */
    Response.ResponseBuilder reply(Entry entry) {
        return Response.ok(writer.apply(entry).getBytes(StandardCharsets.UTF_8))
                .header("Content-Type", contentType)
                .header("Cache-Control", "no-cache, no-store")
                .header("Access-Control-Allow-Origin", "*")
                .header("X-Content-Type-Options", "nosniff");
    }
}
