package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.icefloe.rest.AdminOnly;

/**
 * Everything below {@code /admin} that has no resource of its own. libshout asks for {@code /admin/!POKE} before it
 * streams, to see whether an Icecast is there, and takes the 401 for a yes.
 */
@Path("admin{command:(/.*)?}")
@AdminOnly
public final class UnknownCommandResource {
    /** Tells nobody but an admin what there is and what there is not. */
    @GET
    public Response get() {
        return AdminReply.badRequest("Unrecognised command");
    }

    /** The same for a form. */
    @POST
    public Response post() {
        return get();
    }
}
