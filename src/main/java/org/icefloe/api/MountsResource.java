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
import java.util.List;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.mount.MountPattern;
import org.icefloe.rest.AdminOnly;
import org.icefloe.rest.BadFieldException;
import org.icefloe.store.MountRepository;
import org.jspecify.annotations.Nullable;

/**
 * The entries of mounts, {@code /api/v1/mounts}. The entry of the mount {@code /club/live.mp3} is at
 * {@code /api/v1/mounts/club/live.mp3}, the one of all mounts below {@code /club/} at {@code /api/v1/mounts/club/**};
 * {@code ?} and brackets are to be written as {@code %3F}, {@code %5B} and {@code %5D}. A mount needs no entry to be
 * streamed to.
 */
@Path("/api/v1/mounts")
@AdminOnly
@Produces(MediaType.APPLICATION_JSON)
public final class MountsResource {
    private final MountRepository mounts;
    private final EntryEditor editor;

    /** Answers from that repository. */
    public MountsResource(MountRepository mounts, PasswordHasher hasher) {
        this.mounts = mounts;
        this.editor = new EntryEditor(mounts, hasher);
    }

    /** Every entry but the template, by name. */
    @GET
    public List<MountDocument> all() {
        return mounts.all().stream()
                .filter(entry -> !entry.pattern().equals(MountPattern.TEMPLATE))
                .map(MountDocument::of)
                .toList();
    }

    /** One entry; 404 if there is none. */
    @GET
    @Path("{name: .+}")
    public MountDocument one(@PathParam("name") String path) {
        return editor.get(patternOf(path));
    }

    /** Puts an entry in the place of any earlier one: 201 if there was none, else 200. */
    @PUT
    @Path("{name: .+}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(@PathParam("name") String path, @Nullable MountDocument document) {
        return editor.put(patternOf(path), document);
    }

    /** Drops an entry: 204, or 404 if there is none. Sources that are on stay on. */
    @DELETE
    @Path("{name: .+}")
    public void delete(@PathParam("name") String path) {
        editor.delete(patternOf(path));
    }

    private static MountPattern patternOf(String path) {
        MountPattern pattern = parse("/" + path);
        if (pattern.isReserved()) {
            throw new BadFieldException("name", pattern + " belongs to the server itself");
        }
        return pattern;
    }

    private static MountPattern parse(String text) {
        try {
            return MountPattern.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadFieldException("name", e.getMessage());
        }
    }
}
