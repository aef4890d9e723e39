package org.icefloe.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.icefloe.rest.StreamAddress;
import org.icefloe.stats.StatusDocument;

/**
 * {@code GET /status-json.xsl}: what is on, in the shape of Icecast 2.4, which encoders, panels and web players read.
 * {@code ?mount=/live.mp3} leaves out the others; hidden mounts are always left out.
 *
 * <p>There is no name of the mount in it: clients take it from the path of {@code listenurl}.
 *
 * <p>Icecast guesses a member's type from its text, so that a song named {@code 1999} becomes a number, {@code true} a
 * boolean, and {@code -} a document that is no JSON, and every client has to be ready for that. Here the member
 * decides: titles, names, genres and descriptions are always strings, and listeners, bitrates, channels and rates are
 * numbers.
 */
@Path("status-json.xsl")
public final class StatusResource {
    private final StatusDocument document;
    private final StreamAddress address;

    public StatusResource(StatusDocument document, StreamAddress address) {
        this.document = document;
        this.address = address;
    }

    /** The whole document at once, so that its length can be told. */
    @GET
    public Response status(@Context ContainerRequestContext request) {
        Optional<String> only = AdminRequest.of(request).text("mount");
        Response.ResponseBuilder reply = Response.ok(document.json(only, mount -> address.announced(mount, request)));
        StatusDocument.HEADERS.forEach(reply::header);
        return reply.build();
    }
}
