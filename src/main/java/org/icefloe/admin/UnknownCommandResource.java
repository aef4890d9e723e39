package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * Everything below {@code /admin} that has no resource of its own; as with Icecast, nobody is asked who it is. libshout
 * asks for {@code /admin/!POKE} before it streams, to see whether an Icecast is there, and takes this for a yes.
 */
@Path("admin{command:/.*}")
public final class UnknownCommandResource {
    /** There is no such command. */
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
