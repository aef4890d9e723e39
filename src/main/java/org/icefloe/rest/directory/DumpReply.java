package org.icefloe.rest.directory;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.Optional;
import org.icefloe.directory.dump.Dump;
import org.icefloe.directory.dump.Dumps;
import org.icefloe.rest.Compression;
import org.icefloe.rest.conditions.Conditions;
import org.icefloe.rest.conditions.Validators;

/** Answers with the dump of the present; pages of every origin may read it. */
public final class DumpReply {
    private DumpReply() {}

    /**
     * Compressed for who takes that; 304 if the client has it.
     *
     * @param type media type
     */
    public static Response of(Dumps dumps, String type, ContainerRequestContext request) {
        Dump dump = dumps.present();
        // Of both codings: the tag is weak. There is no date, as a clock that is put back would have it be known again.
        EntityTag tag = new EntityTag(dump.tag(), true);
        Conditions conditions =
                new Conditions(name -> Optional.ofNullable(request.getHeaderString(name)), Validators.of(tag));
        return (conditions.isKnown() ? Response.notModified() : whole(dumps, dump, type, request))
                .tag(tag)
                .header("Vary", "Accept-Encoding")
                .header("Cache-Control", "max-age=" + dumps.age().toSeconds())
                .header("Access-Control-Allow-Origin", "*")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static ResponseBuilder whole(Dumps dumps, Dump dump, String type, ContainerRequestContext request) {
        boolean compressed = Compression.acceptsGzip(request);
        ResponseBuilder reply = Response.ok(new DumpBody(dump, compressed, () -> dumps.complete(dump)))
                .header("Content-Type", type);
        return compressed ? reply.header("Content-Encoding", "gzip") : reply;
    }
}
