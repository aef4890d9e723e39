package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.icefloe.bytes.Printable;
import org.icefloe.rest.ChangesState;

/** {@code /admin/killsource?mount=/live.mp3}: ends the source's connection. */
@Path("admin/{name:killsource(\\.xsl)?}")
@ChangesState
public final class KillSourceResource {
    private final Commands commands;

    public KillSourceResource(Commands commands) {
        this.commands = commands;
    }

    /** Its listeners go where they go whenever it is gone. */
    @GET
    public Response kill(@Context ContainerRequestContext context) {
        return commands.mount(AdminRequest.of(context), (mount, request) -> {
            mount.endSource("ended by " + Printable.oneLine(request.who()));
            return commands.done(request, "Source Removed");
        });
    }

    /** The same for a form. */
    @POST
    public Response killByForm(@Context ContainerRequestContext context) {
        return kill(context);
    }
}
