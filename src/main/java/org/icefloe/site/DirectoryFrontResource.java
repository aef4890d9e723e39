package org.icefloe.site;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** {@code GET /}, where there are no streams: leads to the directory. */
@Path("/")
public final class DirectoryFrontResource {
    private static final URI DIRECTORY = URI.create("directory");

    /** An address of this server, as the client has asked for it. */
    @GET
    public Response front() {
        return Response.seeOther(DIRECTORY).build();
    }
}
