package org.icefloe.site;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.icefloe.rest.StreamAddress;

/** {@code GET /}, where there are no streams: leads to the directory. */
@Path("/")
public final class DirectoryFrontResource {
    private final StreamAddress here;

    public DirectoryFrontResource(StreamAddress here) {
        this.here = here;
    }

    /** 303. */
    @GET
    public Response front(@Context ContainerRequestContext request) {
        return Response.seeOther(URI.create(here.page("/directory", request))).build();
    }
}
