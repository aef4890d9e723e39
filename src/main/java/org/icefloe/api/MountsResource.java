package org.icefloe.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import org.icefloe.auth.Account;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.config.MountOverrides;
import org.icefloe.config.MountSettings;
import org.icefloe.mount.MountName;
import org.icefloe.rest.AdminOnly;
import org.icefloe.rest.BadFieldException;
import org.icefloe.rest.Replies;
import org.icefloe.store.MountEntry;
import org.icefloe.store.MountRepository;
import org.jspecify.annotations.Nullable;

/**
 * The mounts' own entries, {@code /api/v1/mounts}. The entry of the mount {@code /club/live.mp3} is at
 * {@code /api/v1/mounts/club/live.mp3}; a mount needs none to be streamed to.
 */
@Path("/api/v1/mounts")
@AdminOnly
@Produces(MediaType.APPLICATION_JSON)
public final class MountsResource {
    private final MountRepository mounts;
    private final MountSettings defaults;
    private final PasswordHasher hasher;

    /**
     * Answers from that repository.
     *
     * @param defaults for what an entry leaves open
     */
    public MountsResource(MountRepository mounts, MountSettings defaults, PasswordHasher hasher) {
        this.mounts = mounts;
        this.defaults = defaults;
        this.hasher = hasher;
    }

    /** Every entry, by name. */
    @GET
    public List<MountDocument> all() {
        return mounts.all().stream().map(MountDocument::of).toList();
    }

    /** One entry; 404 if the mount has none. */
    @GET
    @Path("{name: .+}")
    public MountDocument one(@PathParam("name") String path) {
        return mounts.find(nameOf(path)).map(MountDocument::of).orElseThrow(() -> noEntry(path));
    }

    /** Puts an entry in the place of any earlier one: 201 if there was none, else 200. */
    @PUT
    @Path("{name: .+}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(@PathParam("name") String path, @Nullable MountDocument document) {
        if (document == null) {
            throw new BadFieldException("The body", "expected a JSON object; {} leaves everything to the defaults");
        }
        return put(nameOf(path), document);
    }

    private Response put(MountName name, MountDocument document) {
        document.requireName(name);
        Optional<MountEntry> earlier = mounts.find(name);
        MountEntry entry = new MountEntry(name, overrides(document), sourceOf(name, document, earlier));
        mounts.put(entry);
        return Response.status(earlier.isPresent() ? Status.OK : Status.CREATED)
                .entity(MountDocument.of(entry))
                .build();
    }

    /** Drops an entry: 204, or 404 if the mount has none. A source that is on stays on. */
    @DELETE
    @Path("{name: .+}")
    public void delete(@PathParam("name") String path) {
        if (!mounts.delete(nameOf(path))) {
            throw noEntry(path);
        }
    }

    private MountOverrides overrides(MountDocument document) {
        MountOverrides overrides = document.toOverrides();
        MountSettings complete = overrides.over(defaults);
        if (complete.burstSize().exceeds(complete.queueSize())) {
            throw new BadFieldException(
                    "burstSize",
                    "a burst of %s is more than the queue of %s holds"
                            .formatted(complete.burstSize(), complete.queueSize()));
        }
        return overrides;
    }

    /** A login without a password keeps the one it has, so that what was read can be sent back. */
    private Optional<Account> sourceOf(MountName name, MountDocument document, Optional<MountEntry> earlier) {
        Optional<String> hash = earlier.flatMap(MountEntry::source).map(Account::passwordHash);
        return document.login().map(login -> login.toAccount(name, hasher, hash));
    }

    private static MountName nameOf(String path) {
        try {
            MountName name = new MountName("/" + path);
            if (name.isReserved()) {
                throw new BadFieldException("name", name + " belongs to the server itself");
            }
            return name;
        } catch (IllegalArgumentException e) {
            throw new BadFieldException("name", e.getMessage());
        }
    }

    private static NotFoundException noEntry(String path) {
        String sentence = "The mount /" + path + " has no entry of its own";
        return new NotFoundException(sentence, Replies.text(Status.NOT_FOUND, sentence));
    }
}
