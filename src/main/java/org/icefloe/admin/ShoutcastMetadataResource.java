package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.rest.ChangesState;
import org.icefloe.rest.ClientAddress;
import org.icefloe.rest.RawParameters;
import org.icefloe.rest.Replies;
import org.icefloe.source.ShoutcastLine;

/**
 * {@code /admin.cgi}: SHOUTcast encoders say what plays now. The password is the one they stream with, alone or behind
 * a user name; without a {@code charset} they mean ISO-8859-1.
 *
 * <pre>
 * GET /admin.cgi?mode=updinfo&amp;pass=hackme&amp;song=Artist+-+Title&amp;url= HTTP/1.0
 * User-Agent: ShoutcastDSP (Mozilla Compatible)
 * </pre>
 *
 * <p>They cannot name a mount, so the one for SHOUTcast sources is meant unless {@code mount} names another. Unlike
 * Icecast, which serves only mounts fed by a SHOUTcast source here, it does not matter how the source came in: what
 * plays may be known to another program than the encoder.
 */
@Path("admin.cgi")
@ChangesState(alwaysByGet = true)
public final class ShoutcastMetadataResource {
    private final MountRegistry mounts;
    private final MountAccess access;
    private final Supplier<MountName> shoutcastMount;

    /** @param shoutcastMount the mount of SHOUTcast sources that name none */
    public ShoutcastMetadataResource(MountRegistry mounts, MountAccess access, Supplier<MountName> shoutcastMount) {
        this.mounts = mounts;
        this.access = access;
        this.shoutcastMount = shoutcastMount;
    }

    /** Sets the title. {@code url} and {@code sid} are accepted, and mean nothing. */
    @GET
    public Response update(@Context ContainerRequestContext request) {
        RawParameters parameters = AdminRequest.of(request).parameters();
        Optional<String> pass = parameters.text("pass");
        if (pass.isEmpty()) {
            return AdminReply.badRequest("missing pass parameter");
        }
        ShoutcastLine login = ShoutcastLine.parse(pass.get(), mountIn(parameters));
        if (!access.granted(login, ClientAddress.of(request))) {
            return Replies.authenticate();
        }
        return mounts.find(login.mount())
                .filter(Mount::isOnAir)
                .map(mount -> update(mount, parameters))
                .orElse(AdminReply.badRequest("Source does not exist"));
    }

    /** The same for a form. */
    @POST
    public Response updateByForm(@Context ContainerRequestContext request) {
        return update(request);
    }

    private MountName mountIn(RawParameters parameters) {
        return parameters.text("mount").flatMap(MountName::parse).orElseGet(shoutcastMount);
    }

    private static Response update(Mount mount, RawParameters parameters) {
        boolean isUpdate = parameters.text("mode").filter("updinfo"::equals).isPresent();
        if (!isUpdate) {
            return AdminReply.badRequest("illegal metadata call");
        }
        try {
            Optional<String> complaint = TitleUpdate.read(
                            parameters, name -> parameters.text(name, StandardCharsets.ISO_8859_1))
                    .flatMap(title -> MetadataResource.announce(mount, title));
            return complaint.map(AdminReply::badRequest).orElse(AdminReply.donePage("Metadata update successful"));
        } catch (IllegalArgumentException unknownCharset) {
            return AdminReply.badRequest(unknownCharset.getMessage());
        }
    }
}
