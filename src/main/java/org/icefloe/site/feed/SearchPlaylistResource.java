package org.icefloe.site.feed;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.CatalogQuery;
import org.icefloe.playlist.PlaylistFormat;
import org.icefloe.rest.directory.SearchParameters;

/**
 * {@code GET /directory/listen.m3u}, {@code .pls} and {@code .xspf}: the stations that somebody looks for, a stream of
 * each, with the parameters of the search.
 */
@Path("directory/listen.{ending: m3u|pls|xspf}")
public final class SearchPlaylistResource {
    /** Stations. */
    static final int MOST = 500;

    private static final CatalogQuery.Page PAGE = new CatalogQuery.Page(0, MOST);

    private final Catalog catalog;

    public SearchPlaylistResource(Catalog catalog) {
        this.catalog = catalog;
    }

    /** An empty playlist if nothing is found; 400 if the parameters mean nothing. */
    @GET
    public Response playlist(@PathParam("ending") String ending, @Context ContainerRequestContext request) {
        CatalogQuery query = SearchParameters.of(request.getUriInfo()).query(PAGE);
        return PlaylistFormat.of(ending)
                .reply(StationTracks.ofEach(catalog.find(query).stations()))
                .build();
    }
}
