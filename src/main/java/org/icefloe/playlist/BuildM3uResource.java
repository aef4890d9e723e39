package org.icefloe.playlist;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.icefloe.mount.MountName;
import org.icefloe.rest.Replies;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /admin/buildm3u?mount=/live.mp3&username=ann&password=secret}: a playlist to be kept, with the listener's
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
    public Response build(@QueryParam("mount") @Nullable String mount, @Context ContainerRequestContext request) {
        return Optional.ofNullable(mount)
                .flatMap(MountName::parse)
                .map(name -> PlaylistFormat.M3U
                        .reply(locations.entry(name, request))
                        .header("Content-Disposition", "attachment; filename=\"listen.m3u\"")
                        .build())
                .orElseGet(() -> Replies.text(
                        Status.BAD_REQUEST, "The parameter mount has to name a mountpoint, such as /live.mp3"));
    }
}
