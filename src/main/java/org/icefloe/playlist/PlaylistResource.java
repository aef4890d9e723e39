package org.icefloe.playlist;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.icefloe.files.FileReplies;
import org.icefloe.mount.MountName;
import org.icefloe.webroot.WebFile;
import org.icefloe.webroot.Webroot;

/**
 * {@code GET /live.mp3.m3u}, {@code .pls}, {@code .xspf} and {@code .vclt}: a playlist for any mount, whether it is on
 * or not. A file of that name goes before it, as with Icecast, and so does a mount whose own name ends like that.
 */
@Path("{mount:.+}.{ending:m3u|pls|xspf|vclt}")
public final class PlaylistResource {
    private final Locations locations;
    private final Webroot webroot;
    private final FileReplies files;

    /** @param files answers with a file that has the playlist's name */
    public PlaylistResource(Locations locations, Webroot webroot, FileReplies files) {
        this.locations = locations;
        this.webroot = webroot;
        this.files = files;
    }

    /** The head of what GET sends; see {@link org.icefloe.files.FileResource}. */
    @HEAD
    public Response head(
            @PathParam("mount") String mount,
            @PathParam("ending") String ending,
            @Context ContainerRequestContext request) {
        return playlist(mount, ending, request);
    }

    /** 404 if this can be no mount's name. */
    @GET
    public Response playlist(
            @PathParam("mount") String mount,
            @PathParam("ending") String ending,
            @Context ContainerRequestContext request) {
        Optional<WebFile> file = webroot.find(request.getUriInfo().getPath());
        if (file.isPresent()) {
            return files.reply(file.get(), request);
        }
        MountName name = MountName.parse("/" + mount).orElseThrow(NotFoundException::new);
        return PlaylistFormat.of(ending).reply(locations.entry(name, request)).build();
    }
}
