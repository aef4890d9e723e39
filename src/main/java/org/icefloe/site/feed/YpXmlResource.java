package org.icefloe.site.feed;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.Optional;
import org.icefloe.files.Conditions;
import org.icefloe.files.Validators;
import org.icefloe.rest.Compression;

/**
 * {@code GET /yp.xml}: every stream that is listed and not known to be bad, as players and other directories have read
 * it from dir.xiph.org since long ago. See {@link YpXml}.
 */
@Path("yp.xml")
public final class YpXmlResource {
    private final YpDumps dumps;

    YpXmlResource(YpDumps dumps) {
        this.dumps = dumps;
    }

    /** The head of what GET sends. JAX-RS would do this by itself, but have {@link #dump} begin to send. */
    @HEAD
    public Response head(@Context ContainerRequestContext request) {
        return dump(request);
    }

    /** 304 if the client has it. */
    @GET
    public Response dump(@Context ContainerRequestContext request) {
        YpDump dump = dumps.present();
        Validators validators = dump.validators();
        Conditions conditions = new Conditions(name -> Optional.ofNullable(request.getHeaderString(name)), validators);
        return (conditions.isKnown() ? Response.notModified() : whole(dump, Compression.acceptsGzip(request)))
                .tag(validators.tag())
                .lastModified(validators.lastModified())
                .header("Vary", "Accept-Encoding")
                .header("Cache-Control", "max-age=" + YpDumps.AGE.toSeconds())
                .header("Access-Control-Allow-Origin", "*")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private ResponseBuilder whole(YpDump dump, boolean compressed) {
        ResponseBuilder reply = Response.ok(new YpBody(dump, compressed, () -> dumps.complete(dump)))
                .header("Content-Type", "text/xml; charset=UTF-8");
        return compressed ? reply.header("Content-Encoding", "gzip") : reply;
    }
}
