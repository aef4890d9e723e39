package org.icefloe.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Map;
import org.icefloe.mount.MountName;
import org.icefloe.rest.AdminOnly;
import org.icefloe.rest.BadFieldException;
import org.icefloe.rest.relay.RelayEditor;
import org.icefloe.rest.relay.RelayValues;
import org.jspecify.annotations.Nullable;

/**
 * The relays, {@code /api/v1/relays}, as {@code /admin/relays.json} shows them. That of the mount
 * {@code /club/live.mp3} is at {@code /api/v1/relays/club/live.mp3}.
 */
@Path("/api/v1/relays")
@AdminOnly
@Produces(MediaType.APPLICATION_JSON)
public final class RelayEntriesResource {
    private final RelayEditor editor;

    public RelayEntriesResource(RelayEditor editor) {
        this.editor = editor;
    }

    /** Every relay, by the name of its mount: those that were set up, and those of the master. */
    @GET
    public List<Map<String, Object>> all() {
        return editor.all();
    }

    /** One relay; 404 if there is none. */
    @GET
    @Path("{mount: .+}")
    public Map<String, Object> one(@PathParam("mount") String path) {
        return editor.one(mountOf(path));
    }

    /** Puts a relay in the place of any earlier one: 201 if there was none, else 200. */
    @PUT
    @Path("{mount: .+}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(@PathParam("mount") String path, @Nullable Map<String, @Nullable Object> document) {
        if (document == null) {
            throw new BadFieldException("The body", "expected a JSON object with upstreams");
        }
        MountName mount = mountOf(path);
        boolean fresh = editor.put(mount, document);
        return Response.status(fresh ? Status.CREATED : Status.OK)
                .entity(editor.one(mount))
                .build();
    }

    /** Drops a relay: 204, or 404 if none was set up. */
    @DELETE
    @Path("{mount: .+}")
    public void delete(@PathParam("mount") String path) {
        editor.delete(mountOf(path));
    }

    private static MountName mountOf(String path) {
        return RelayValues.mount("mount", "/" + path);
    }
}
