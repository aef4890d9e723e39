package org.icefloe.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.icefloe.directory.dump.Dumps;
import org.icefloe.rest.Compression;
import org.icefloe.rest.Replies;
import org.icefloe.rest.directory.DumpReply;

/**
 * What is listed here, for other directories, {@code GET /api/v1/directory/entries}: a line of JSON each, with gzip.
 * Not what is mirrored here from elsewhere, so that directories that mirror each other make no ring.
 */
@Path("/api/v1/directory/entries")
public final class DirectoryEntriesResource {
    private final Dumps dumps;

    public DirectoryEntriesResource(Dumps dumps) {
        this.dumps = dumps;
    }

    /** All of them; 304 if the client has them, 406 if it takes no gzip. */
    @GET
    public Response all(@Context ContainerRequestContext request) {
        return Compression.acceptsGzip(request) ? DumpReply.of(dumps, "application/x-ndjson", request) : refused();
    }

    /** For every origin and by the same header, as the list. */
    private static Response refused() {
        String sentence = "This list is large, and only to be had with gzip: ask with Accept-Encoding: gzip,"
                + " or with curl --compressed";
        return Response.fromResponse(Replies.text(Response.Status.NOT_ACCEPTABLE, sentence))
                .header("Vary", "Accept-Encoding")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
