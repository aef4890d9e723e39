package org.icefloe.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.mount.MountPattern;
import org.icefloe.rest.AdminOnly;
import org.icefloe.store.MountRepository;
import org.jspecify.annotations.Nullable;

/** The template of all mounts, {@code /api/v1/default-mount}: it fills in what a mount's entry leaves unset. */
@Path("/api/v1/default-mount")
@AdminOnly
@Produces(MediaType.APPLICATION_JSON)
public final class DefaultMountResource {
    private final EntryEditor editor;

    /** Answers from that repository. */
    public DefaultMountResource(MountRepository mounts, PasswordHasher hasher) {
        this.editor = new EntryEditor(mounts, hasher);
    }

    /** The template; 404 if there is none. */
    @GET
    public MountDocument get() {
        return editor.get(MountPattern.TEMPLATE);
    }

    /** Puts a template in the place of any earlier one: 201 if there was none, else 200. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(@Nullable MountDocument document) {
        return editor.put(MountPattern.TEMPLATE, document);
    }

    /** Drops the template: 204, or 404 if there is none. */
    @DELETE
    public void delete() {
        editor.delete(MountPattern.TEMPLATE);
    }
}
