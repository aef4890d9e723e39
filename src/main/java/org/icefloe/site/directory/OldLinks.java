package org.icefloe.site.directory;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.stream.Stream;
import org.icefloe.net.Percent;
import org.icefloe.rest.RawParameters;
import org.icefloe.rest.StreamAddress;

/**
 * Links to dir.xiph.org and its forerunners, of which the web is full, lead to the same here. Each is a 302: a browser
 * keeps a 301 for good, and by then the address of this server may be another, or the name one of a mount.
 */
abstract class OldLinks {
    private final StreamAddress here;

    private OldLinks(StreamAddress here) {
        this.here = here;
    }

    Response found(String target, ContainerRequestContext request) {
        return Response.status(Response.Status.FOUND)
                .location(URI.create(here.page("/" + target, request)))
                .build();
    }

    /** {@code /search?q=}, or {@code search=} of old; with a genre and a format, whose names did not change. */
    @Path("search")
    public static final class Words extends OldLinks {
        public Words(StreamAddress here) {
            super(here);
        }

        @GET
        public Response words(@Context ContainerRequestContext request) {
            RawParameters asked =
                    RawParameters.parse(request.getUriInfo().getRequestUri().getRawQuery());
            Search search = Search.ALL
                    .with("q", first(asked, "q", "search"))
                    .with("genre", first(asked, "genre"))
                    .with("codec", codec(first(asked, "codec", "format")));
            return found(search.link(), request);
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
    public static final class Genres extends OldLinks {
        public Genres(StreamAddress here) {
            super(here);
        }

        @GET
        public Response genres(@Context ContainerRequestContext request) {
            return found("directory/genres", request);
        }
    }

    /** {@code /genres/Ambient} and {@code /codecs/Opus}; before them, {@code /by_genre} and {@code /by_format}. */
    @Path("{by: genres|by_genre|codecs|by_format}/{name}")
    public static final class Kind extends OldLinks {
        public Kind(StreamAddress here) {
            super(here);
        }

        @GET
        public Response kind(
                @PathParam("by") String by, @PathParam("name") String name, @Context ContainerRequestContext request) {
            Search search =
                    by.contains("genre") ? Search.ALL.with("genre", name) : Search.ALL.with("codec", codec(name));
            return found(search.link(), request);
        }
    }

    /** {@code /listen/1234/listen.m3u} and {@code .xspf}. */
    @Path("listen/{id}/listen.{kind: m3u|xspf}")
    public static final class Playlist extends OldLinks {
        public Playlist(StreamAddress here) {
            super(here);
        }

        @GET
        public Response playlist(
                @PathParam("id") String id, @PathParam("kind") String kind, @Context ContainerRequestContext request) {
            return found("directory/stations/" + Percent.part(id) + "/listen." + kind, request);
        }
    }

    /** Formats were {@code MP3}, {@code Ogg_Vorbis}, {@code AAC} and {@code AAC_}. */
    private static String codec(String format) {
        return format.replaceFirst("^Ogg_", "").replaceFirst("^AAC_$", "AAC+");
    }
}
