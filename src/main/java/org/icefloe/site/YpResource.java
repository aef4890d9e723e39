package org.icefloe.site;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.YpReply;
import org.icefloe.rest.ClientAddress;
import org.icefloe.rest.RawParameters;
import org.icefloe.rest.Replies;

/**
 * Where servers list their streams: {@code POST /cgi-bin/yp-cgi}, as every Icecast knows it, and {@code /yp}. The
 * answer is in the headers, whose names old servers know in this spelling only; its status is 200 whatever it says, for
 * of another one they read nothing.
 */
@Path("{door: cgi-bin/yp-cgi|yp}")
public final class YpResource {
    private final Catalog catalog;

    public YpResource(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Does what the form says: {@code action} is {@code add}, {@code touch} or {@code remove}. */
    @POST
    public Response answer(@Context ContainerRequestContext request) {
        YpReply reply = catalog.answer(form(request)::text, ClientAddress.of(request));
        Response text = Replies.text(Response.Status.OK, reply.message());
        Response.ResponseBuilder answer = Response.fromResponse(text)
                .header("YPResponse", reply.isAccepted() ? "1" : "0")
                .header("YPMessage", reply.message());
        reply.sid().ifPresent(sid -> answer.header("SID", sid));
        reply.touchInterval().ifPresent(interval -> answer.header("TouchFreq", Math.max(1, interval.toSeconds())));
        return answer.build();
    }

    /** Bytes that are none of UTF-8 are read too; how many there may be is a matter of the body's limit. */
    private static RawParameters form(ContainerRequestContext request) {
        try {
            byte[] form = request.getEntityStream().readAllBytes();
            return RawParameters.parse(new String(form, StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            // Nobody is left who could read an answer, and it is no fault of ours.
            throw new BadRequestException(
                    Replies.text(Response.Status.BAD_REQUEST, "The form has not come whole"), gone);
        }
    }
}
