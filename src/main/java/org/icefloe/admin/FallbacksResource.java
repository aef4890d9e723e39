package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.icefloe.config.MountSetting;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountRegistry;
import org.icefloe.rest.ChangesState;

/**
 * {@code /admin/fallbacks?mount=/live.mp3&fallback=/else.mp3}: gives a mount another fallback, or none, until it ends.
 * Nothing is kept of it, for a mount's source may say so too; what is to stay is set by {@code /api/v1/mounts}.
 */
@Path("admin/{name:fallbacks(\\.xsl)?}")
@ChangesState
public final class FallbacksResource {
    private final Commands commands;
    private final MountRegistry mounts;

    public FallbacksResource(Commands commands, MountRegistry mounts) {
        this.commands = commands;
        this.mounts = mounts;
    }

    @GET
    public Response set(@Context ContainerRequestContext context) {
        return commands.mount(AdminRequest.of(context), (mount, request) -> request.text("fallback")
                .map(fallback -> set(mount, fallback))
                .orElseGet(() -> AdminReply.badRequest("Missing parameter")));
    }

    /** The same for a form. */
    @POST
    public Response setByForm(@Context ContainerRequestContext context) {
        return set(context);
    }

    private Response set(Mount mount, String fallback) {
        try {
            mounts.giveFallback(mount, MountSetting.FALLBACK_MOUNT.type().convert(fallback));
        } catch (IllegalArgumentException noMount) {
            return AdminReply.badRequest("The fallback has to be a mountpoint, such as /else.mp3");
        }
        return AdminReply.donePage("Fallback configured");
    }
}
