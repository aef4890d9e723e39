package org.icefloe.site.directory;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.stream.Stream;
import org.icefloe.net.Percent;
import org.icefloe.rest.RawParameters;

/** Links to dir.xiph.org and its forerunners, of which the web is full, lead to the same here. */
final class OldLinks {
    private OldLinks() {}

    private static Response moved(String target) {
        return Response.status(Response.Status.MOVED_PERMANENTLY)
                .location(URI.create(target))
                .build();
    }

    /** {@code /search?q=}, or {@code search=} of old; with a genre and a format, whose names did not change. */
    @Path("search")
    public static final class Words {
        @GET
        public Response words(@Context UriInfo address) {
            RawParameters asked = RawParameters.parse(address.getRequestUri().getRawQuery());
            return moved(Search.ALL
                    .with("q", first(asked, "q", "search"))
                    .with("genre", first(asked, "genre"))
                    .with("codec", codec(first(asked, "codec", "format")))
                    .link());
        }

        private static String first(RawParameters asked, String... names) {
            return Stream.of(names)
                    .flatMap(name -> asked.text(name).stream())
                    .findFirst()
                    .orElse("");
        }
    }

    /** {@code /genres}, all of them. */
    @Path("genres")
    public static final class Genres {
        @GET
        public Response genres() {
            return moved("directory/genres");
        }
    }

    /** {@code /genres/Ambient} and {@code /codecs/Opus}; before them, {@code /by_genre} and {@code /by_format}. */
    @Path("{by: genres|by_genre|codecs|by_format}/{name}")
    public static final class Kind {
        @GET
        public Response kind(@PathParam("by") String by, @PathParam("name") String name) {
            return moved(by.contains("genre") ? found("genre", name) : found("codec", codec(name)));
        }
    }

    /** {@code /listen/1234/listen.m3u} and {@code .xspf}. */
    @Path("listen/{id}/listen.{kind: m3u|xspf}")
    public static final class Playlist {
        @GET
        public Response playlist(@PathParam("id") String id, @PathParam("kind") String kind) {
            return moved("directory/stations/" + Percent.part(id) + "/listen." + kind);
        }
    }

    /** Formats were {@code MP3}, {@code Ogg_Vorbis}, {@code AAC} and {@code AAC_}. */
    private static String codec(String format) {
        return format.replaceFirst("^Ogg_", "").replaceFirst("^AAC_$", "AAC+");
    }

    private static String found(String parameter, String word) {
        return Search.ALL.with(parameter, word).link();
    }
}
