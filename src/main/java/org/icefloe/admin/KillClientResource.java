package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.icefloe.listener.ListenerSession;
import org.icefloe.listener.Listeners;
import org.icefloe.mount.Mount;
import org.icefloe.rest.ChangesState;

/** {@code /admin/killclient?mount=/live.mp3&id=5}: ends a listener's connection. */
@Path("admin/{name:killclient(\\.xsl)?}")
@ChangesState
public final class KillClientResource {
    private final Commands commands;
    private final Listeners listeners;

    public KillClientResource(Commands commands, Listeners listeners) {
        this.commands = commands;
        this.listeners = listeners;
    }

    /** The client has to be one of the mount's. */
    @GET
    public Response kill(@Context ContainerRequestContext context) {
        return commands.mount(AdminRequest.of(context), this::kill);
    }

    /** The same for a form. */
    @POST
    public Response killByForm(@Context ContainerRequestContext context) {
        return kill(context);
    }

    private Response kill(Mount mount, AdminRequest request) {
        Optional<String> id = request.text("id");
        if (id.isEmpty()) {
            return AdminReply.badRequest("Missing parameter");
        }
        long number = ClientId.parse(id.get());
        Optional<ListenerSession> client = listeners.find(number).filter(found -> found.mount() == mount);
        client.ifPresent(ListenerSession::disconnect);
        return client.isPresent()
                ? commands.done(request, "Client " + number + " removed")
                : commands.failed(request, "Client " + number + " not found");
    }
}
