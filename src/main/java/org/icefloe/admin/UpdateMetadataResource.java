package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** {@code /admin/updatemetadata?mount=/live.mp3}: the form that {@code /admin/metadata} is the answer to. */
@Path("admin/{name:updatemetadata(\\.xsl)?}")
public final class UpdateMetadataResource {
    private final Commands commands;

    public UpdateMetadataResource(Commands commands) {
        this.commands = commands;
    }

    @GET
    public Response form(@Context ContainerRequestContext context) {
        return commands.mount(
                AdminRequest.of(context),
                (mount, request) -> commands.answer(
                        request,
                        Element.of("icestats").with(Element.source(mount.name().value()))));
    }

    /** The same for a form. */
    @POST
    public Response formByForm(@Context ContainerRequestContext context) {
        return form(context);
    }
}
