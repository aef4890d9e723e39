package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** {@code /admin/listmounts}, and {@code /admin/streamlist}, which is the same by an older name, without a page. */
@Path("admin/{name:listmounts(\\.xsl)?|streamlist}")
public final class MountListResource {
    private final Commands commands;
    private final MountList mounts;

    public MountListResource(Commands commands, MountList mounts) {
        this.commands = commands;
        this.mounts = mounts;
    }

    /** Every mount that is on, hidden ones too. */
    @GET
    public Response list(@Context ContainerRequestContext context) {
        return commands.server(
                AdminRequest.of(context), request -> mounts.addTo(Element.of("icestats"), mount -> true));
    }

    /** The same for a form. */
    @POST
    public Response listByForm(@Context ContainerRequestContext context) {
        return list(context);
    }
}
