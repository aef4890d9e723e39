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
import org.icefloe.site.Pages;

/** {@code GET /directory/stations/{id}}: all that is known of a station. */
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
        Station station = catalog.station(id).orElseThrow(NotFoundException::new);
        Locale visitor = Pages.language(headers.getAcceptableLanguages());
        return pages.render("station", visitor, address, StationPage.of(station, visitor, clock.instant()));
    }
}
