package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.icefloe.config.MountOverrides;
import org.icefloe.config.MountSetting;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountPattern;
import org.icefloe.rest.ChangesState;
import org.icefloe.store.MountEntry;
import org.icefloe.store.MountRepository;

/**
 * {@code /admin/fallbacks?mount=/live.mp3&fallback=/else.mp3}: gives a mount another fallback, or none. Unlike
 * Icecast's, which forgets it when the source goes, it is kept with the mount's settings.
 */
@Path("admin/{name:fallbacks(\\.xsl)?}")
@ChangesState
public final class FallbacksResource {
    private final Commands commands;
    private final MountRepository entries;

    public FallbacksResource(Commands commands, MountRepository entries) {
        this.commands = commands;
        this.entries = entries;
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
            keep(
                    MountPattern.of(mount.name()),
                    MountSetting.FALLBACK_MOUNT.type().convert(fallback));
        } catch (IllegalArgumentException noMount) {
            return AdminReply.badRequest("The fallback has to be a mountpoint, such as /else.mp3");
        }
        return AdminReply.donePage("Fallback configured");
    }

    private void keep(MountPattern pattern, Optional<String> fallback) {
        MountEntry entry = entries.find(pattern).orElseGet(() -> MountEntry.of(pattern, MountOverrides.NONE));
        entries.put(
                new MountEntry(pattern, entry.overrides().with(MountSetting.FALLBACK_MOUNT, fallback), entry.source()));
    }
}
