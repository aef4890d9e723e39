package org.icefloe.site.feed;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.icefloe.directory.dump.Dumps;
import org.icefloe.rest.directory.DumpReply;

/**
 * {@code GET /yp.xml}: every stream that is listed and not known to be bad, as players and other directories have read
 * it from dir.xiph.org since long ago. See {@link YpXml}.
 */
@Path("yp.xml")
public final class YpXmlResource {
    private final Dumps dumps;

    YpXmlResource(Dumps dumps) {
        this.dumps = dumps;
    }

    /** 304 if the client has it. */
    @GET
    public Response dump(@Context ContainerRequestContext request) {
        return DumpReply.of(dumps, "text/xml; charset=UTF-8", request);
    }
}
