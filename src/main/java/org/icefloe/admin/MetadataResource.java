package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.icefloe.format.StreamTags;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.rest.ChangesState;
import org.icefloe.rest.ClientAddress;
import org.icefloe.rest.FailedCommand;
import org.icefloe.rest.RawParameters;
import org.icefloe.rest.Replies;
import org.icefloe.time.Patience;

/**
 * {@code /admin/metadata}: encoders say what plays now.
 *
 * <pre>
 * GET /admin/metadata?mode=updinfo&amp;mount=/live.mp3&amp;charset=UTF-8&amp;song=Artist%20-%20Title HTTP/1.0
 * Authorization: Basic ...        an admin's, or what the mount's source logs in with
 *
 * &lt;?xml version="1.0"?&gt;
 * &lt;iceresponse&gt;&lt;message&gt;Metadata update successful&lt;/message&gt;&lt;return&gt;1&lt;/return&gt;&lt;/iceresponse&gt;
 * </pre>
 *
 * <p>Codes and words are those of Icecast 2.4.4, with three differences: a {@code POST} with a form does the same, as
 * in Icecast 2.5; a source's login is good from any address, for schedulers often run on another machine than the
 * encoder; and a {@code charset} that is unknown is refused instead of ignored.
 */
@Path("admin/{name:metadata(\\.xsl)?}")
@ChangesState(alwaysByGet = true)
public final class MetadataResource {
    /** A source whose door has ended meanwhile needs no title any more. */
    private static final long PATIENCE_MILLIS = 2000;

    private final MountRegistry mounts;
    private final MountAccess access;
    private final Pages pages = new Pages();

    public MetadataResource(MountRegistry mounts, MountAccess access) {
        this.mounts = mounts;
        this.access = access;
    }

    @GET
    public Response set(@Context ContainerRequestContext request) {
        return update(request, AdminRequest.of(request).parameters());
    }

    /** The same for a form. */
    @POST
    public Response setByForm(@Context ContainerRequestContext request) {
        return set(request);
    }

    private Response update(ContainerRequestContext request, RawParameters parameters) {
        Optional<MountName> name = parameters.text("mount").flatMap(MountName::parse);
        if (!access.granted(request.getSecurityContext(), name, ClientAddress.of(request))) {
            return Replies.authenticate();
        }
        if (parameters.text("mount").isEmpty()) {
            return AdminReply.badRequest("Unknown admin request");
        }
        return name.flatMap(mounts::find)
                .filter(Mount::isOnAir)
                .map(mount -> update(mount, parameters, request))
                .orElse(AdminReply.badRequest("Source does not exist"));
    }

    private Response update(Mount mount, RawParameters parameters, ContainerRequestContext request) {
        Optional<String> mode = parameters.text("mode");
        if (mode.isEmpty()) {
            return AdminReply.badRequest("Missing parameter");
        }
        if (!mode.get().equals("updinfo")) {
            FailedCommand.note(request, "No such action");
            return pages.answer(request, AdminReply.response("No such action", 0));
        }
        return announce(mount, parameters, request);
    }

    private Response announce(Mount mount, RawParameters parameters, ContainerRequestContext request) {
        try {
            Optional<String> complaint =
                    TitleUpdate.read(parameters, parameters::text).flatMap(title -> announce(mount, title));
            complaint.ifPresent(why -> FailedCommand.note(request, why));
            String message = complaint.orElse("Metadata update successful");
            return pages.answer(request, AdminReply.response(message, 1));
        } catch (IllegalArgumentException unknownCharset) {
            return AdminReply.badRequest(unknownCharset.getMessage());
        }
    }

    /**
     * Says to a mount what it plays now.
     *
     * @return why the title is not heard, if it is not
     */
    static Optional<String> announce(Mount mount, StreamTags title) {
        CompletableFuture<Boolean> set = mount.retitle(title).toCompletableFuture();
        if (!Patience.await(set, PATIENCE_MILLIS)) {
            return Optional.of("The source has not taken the title within " + PATIENCE_MILLIS + " ms");
        }
        if (!set.join()) {
            return Optional.of("Mountpoint will not accept URL updates");
        }
        return Optional.empty();
    }
}
