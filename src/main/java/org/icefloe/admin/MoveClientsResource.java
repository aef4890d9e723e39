package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.icefloe.listener.ListenerSession;
import org.icefloe.listener.Listeners;
import org.icefloe.mount.Mount;
import org.icefloe.rest.ChangesState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /admin/moveclients?mount=/live.mp3&destination=/other.mp3}: has all listeners of a mount go on at another one;
 * with {@code id}, as in Icecast 2.5, only that one. Without a destination it lists where they could go.
 */
@Path("admin/{name:moveclients(\\.xsl)?}")
@ChangesState(listsWithout = "destination")
public final class MoveClientsResource {
    private static final Logger log = LoggerFactory.getLogger(MoveClientsResource.class);

    private final Commands commands;
    private final MountList mounts;
    private final Listeners listeners;

    public MoveClientsResource(Commands commands, MountList mounts, Listeners listeners) {
        this.commands = commands;
        this.mounts = mounts;
        this.listeners = listeners;
    }

    /** Each goes on at the end of the frame it hears. */
    @GET
    public Response move(@Context ContainerRequestContext context) {
        return commands.mount(AdminRequest.of(context), this::move);
    }

    /** The same for a form. */
    @POST
    public Response moveByForm(@Context ContainerRequestContext context) {
        return move(context);
    }

    private Response move(Mount mount, AdminRequest request) {
        return request.text("destination")
                .map(destination -> move(mount, commands.find(destination), request))
                .orElseGet(() -> commands.answer(
                        request,
                        mounts.addTo(
                                Element.of("icestats")
                                        .with("current_source", mount.name().value()),
                                other -> other != mount
                                        && (fits(other, mount) || !Pages.areAskedBy(request.context())))));
    }

    /** Whether the listeners could go on; a page offers no other mount, while Icecast's document has all. */
    private static boolean fits(Mount target, Mount mount) {
        return target.isOnAir() && target.contentType().continues(mount.contentType());
    }

    private Response move(Mount mount, Optional<Mount> destination, AdminRequest request) {
        if (destination.isEmpty()) {
            return AdminReply.badRequest("No such destination");
        }
        Mount target = destination.get();
        if (target == mount) {
            return AdminReply.badRequest("supplied mountpoints are identical");
        }
        if (!target.isOnAir()) {
            return AdminReply.badRequest("Destination not running");
        }
        if (!target.contentType().continues(mount.contentType())) {
            return AdminReply.badRequest("The destination is of another format, with which no listener could go on");
        }
        return moveAll(mount, target, request);
    }

    private Response moveAll(Mount mount, Mount target, AdminRequest request) {
        Optional<Long> only = request.text("id").map(ClientId::parse);
        List<ListenerSession> moved = listeners.of(mount.name()).stream()
                .filter(listener -> only.isEmpty() || only.get() == listener.id())
                .toList();
        if (only.isPresent() && moved.isEmpty()) {
            return commands.failed(request, "Client " + only.get() + " not found");
        }
        moved.forEach(listener -> listener.moveTo(target));
        log.info("Listeners moved from {} to {}: {}", mount.name(), target.name(), moved.size());
        return commands.done(request, "Clients moved from " + mount.name() + " to " + target.name());
    }
}
