package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.icefloe.rest.Caller;
import org.icefloe.rest.Replies;

/**
 * {@code /admin/streamlist.txt}: the mounts that another server may relay, one a line. For relays only; as with
 * Icecast, not even an admin's login is good for it.
 */
@Path("admin/streamlist.txt")
public final class StreamListResource {
    private final Commands commands;
    private final MountList mounts;

    public StreamListResource(Commands commands, MountList mounts) {
        this.commands = commands;
        this.mounts = mounts;
    }

    /** A mount is none of its business: whoever names one is told what other commands for the server would say. */
    @GET
    public Response list(@Context ContainerRequestContext context) {
        AdminRequest request = AdminRequest.of(context);
        if (request.text("mount").isPresent()) {
            return commands.checkServer(request).orElseGet(Replies::authenticate);
        }
        return context.getSecurityContext().isUserInRole(Caller.RELAY) ? mounts.names(context) : Replies.authenticate();
    }

    /** The same for a form. */
    @POST
    public Response listByForm(@Context ContainerRequestContext context) {
        return list(context);
    }
}
