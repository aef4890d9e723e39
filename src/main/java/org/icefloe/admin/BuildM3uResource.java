package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.icefloe.mount.MountName;
import org.icefloe.playlist.Locations;
import org.icefloe.rest.Replies;

/**
 * {@code /admin/buildm3u?mount=/live.mp3&username=ann&password=secret}: a playlist to be kept, with the listener's
 * login in it. Nobody is asked for a password, for nothing is told that the client has not said itself.
 */
@Path("admin/buildm3u")
public final class BuildM3uResource {
    private final Locations locations;

    public BuildM3uResource(Locations locations) {
        this.locations = locations;
    }

    /** 400 without a mount. */
    @GET
    public Response build(@Context ContainerRequestContext context) {
        AdminRequest request = AdminRequest.of(context);
        return request.text("mount")
                .flatMap(MountName::parse)
                .map(mount -> locations
                        .m3u(mount, request::text, context)
                        .header("Content-Disposition", "attachment; filename=\"listen.m3u\"")
                        .build())
                .orElseGet(() -> Replies.text(
                        Status.BAD_REQUEST, "The parameter mount has to name a mountpoint, such as /live.mp3"));
    }

    /** The same for a form, which keeps the password out of histories and logs. */
    @POST
    public Response buildByForm(@Context ContainerRequestContext context) {
        return build(context);
    }
}
