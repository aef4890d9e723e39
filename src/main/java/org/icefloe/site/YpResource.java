package org.icefloe.site;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.YpReply;
import org.icefloe.rest.ClientAddress;
import org.icefloe.rest.FormBody;
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

    /** What is not escaped is kept as the bytes that it is; the catalog finds out what they mean. */
    private static RawParameters form(ContainerRequestContext request) {
        return FormBody.of(request, StandardCharsets.ISO_8859_1);
    }
}
