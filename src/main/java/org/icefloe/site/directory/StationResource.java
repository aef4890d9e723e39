package org.icefloe.site.directory;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Locale;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.Station;
import org.icefloe.rest.Compressed;
import org.icefloe.site.Pages;

/** {@code GET /directory/stations/{id}}: all that is known of a station. */
@Compressed
@Path("directory/stations/{id}")
public final class StationResource {
    private final Catalog catalog;
    private final Pages pages;
    private final Clock clock;

    public StationResource(Catalog catalog, Pages pages, Clock clock) {
        this.catalog = catalog;
        this.pages = pages;
        this.clock = clock;
    }

    /** In the language that the browser asks for, or English; 404 when the last of its servers is gone. */
    @GET
    public Response station(@PathParam("id") String id, @Context UriInfo address, @Context HttpHeaders headers) {
        Station station = catalog.station(id).orElseThrow(() -> gone(address));
        Locale visitor = Pages.language(headers.getAcceptableLanguages());
        return pages.render("station", visitor, address, StationPage.of(station, visitor, clock.instant()));
    }

    /** Icecast's words, and a way on for whoever has come by an old link. */
    private static NotFoundException gone(UriInfo address) {
        String page = "<html><head><title>Error 404</title></head>"
                + "<body><b>404 - The file you requested could not be found</b>"
                + "<p>No such station is listed, or it is not any more. <a href=\"" + Pages.root(address)
                + "directory\">To the directory</a></p></body></html>\r\n";
        return new NotFoundException(Response.status(Response.Status.NOT_FOUND)
                .header("Content-Type", "text/html; charset=utf-8")
                .header("Cache-Control", "no-cache, no-store")
                .entity(page)
                .build());
    }
}
