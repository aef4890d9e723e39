package org.icefloe.site.feed;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.Station;
import org.icefloe.playlist.PlaylistFormat;
import org.icefloe.rest.ClientAddress;

/**
 * {@code GET /directory/stations/{id}/listen.m3u}, {@code .pls} and {@code .xspf}: the streams of a station, as long as
 * it is listed. Who fetches it has gone there: a click.
 */
@Path("directory/stations/{id}/listen.{ending: m3u|pls|xspf}")
public final class StationPlaylistResource {
    private final Catalog catalog;

    public StationPlaylistResource(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The head of what GET sends; no click. */
    @HEAD
    public Response head(@PathParam("id") String id, @PathParam("ending") String ending) {
        return PlaylistFormat.of(ending).reply(StationTracks.all(station(id))).build();
    }

    /** 404 if there is no such station. */
    @GET
    public Response playlist(
            @PathParam("id") String id, @PathParam("ending") String ending, @Context ContainerRequestContext request) {
        Response playlist = head(id, ending);
        catalog.click(id, ClientAddress.of(request));
        return playlist;
    }

    private Station station(String id) {
        return catalog.station(id).orElseThrow(NotFoundException::new);
    }
}
