package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.icefloe.mount.Refusal;

/**
 * Everything below {@code /admin} that has no resource of its own. libshout asks for {@code /admin/!POKE} before it
 * streams, to see whether an Icecast is there, and takes the 401 for a yes.
 */
@Path("admin{command:(/.*)?}")
public final class UnknownCommandResource {
    private final AdminLogin login;

    public UnknownCommandResource(AdminLogin login) {
        this.login = login;
    }

    /** Tells nobody but an admin what there is and what there is not. */
    @GET
    public Response get(@Context ContainerRequestContext request) {
        return login.isAdmin(request)
                ? AdminReply.badRequest("Unrecognised command")
                : AdminReply.refused(Refusal.UNAUTHORIZED);
    }

    /** The same for a form. */
    @POST
    public Response post(@Context ContainerRequestContext request) {
        return get(request);
    }
}
