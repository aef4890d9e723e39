package org.icefloe.site.feed;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.rest.ClientAddress;

/** {@code POST /directory/stations/{id}/clicks}: somebody listens to a station on its page. */
@Path("directory/stations/{id}/clicks")
public final class ClicksResource {
    private final Catalog catalog;

    public ClicksResource(Catalog catalog) {
        this.catalog = catalog;
    }

    /** 204, whether it counts or not; 404 if there is no such station. */
    @POST
    public void click(@PathParam("id") String id, @Context ContainerRequestContext request) {
        if (!catalog.click(id, ClientAddress.of(request))) {
            throw new NotFoundException();
        }
    }
}
