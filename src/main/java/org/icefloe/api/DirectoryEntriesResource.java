package org.icefloe.api;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.icefloe.directory.mirror.EntriesFile;
import org.icefloe.rest.FileBody;
import org.icefloe.rest.Replies;

/**
 * What is listed here, for other directories, {@code GET /api/v1/directory/entries}: a line of JSON each, with gzip.
 * Not what is mirrored here from elsewhere, so that directories that mirror each other make no ring.
 */
@Path("/api/v1/directory/entries")
public final class DirectoryEntriesResource {
    private final EntriesFile entries;

    public DirectoryEntriesResource(EntriesFile entries) {
        this.entries = entries;
    }

    /** All of them; 304 if the client has them, 406 if it takes no gzip. */
    @GET
    public Response all(@Context Request request, @HeaderParam("Accept-Encoding") @DefaultValue("") String encodings)
            throws IOException {
        if (!encodings.toLowerCase(Locale.ROOT).matches(".*\\b(gzip|\\*)(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*")) {
            return Replies.text(
                    Response.Status.NOT_ACCEPTABLE,
                    "This list is large, and only to be had with gzip: ask with Accept-Encoding: gzip,"
                            + " or with curl --compressed");
        }
        EntriesFile.State state = entries.current();
        EntityTag tag = new EntityTag(state.tag());
        Response.ResponseBuilder known = request.evaluatePreconditions(tag);
        Response.ResponseBuilder reply = known != null
                ? known
                : Response.ok(new FileBody(state.file(), List.of(new FileBody.Part("", 0, state.length()))))
                        .header("Content-Type", "application/x-ndjson")
                        .header("Content-Encoding", "gzip");
        return reply.tag(tag)
                .header("Vary", "Accept-Encoding")
                .header("Cache-Control", "no-cache")
                .build();
    }
}
