package org.icefloe.rest;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.icefloe.mount.Refusal;

/** Replies that are one sentence of plain text. */
public final class Replies {
    private static final MediaType PLAIN = MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8");

    private Replies() {}

    /** A reply of that status; a line end is added to the sentence. */
    public static Response text(Response.StatusType status, String sentence) {
        return Response.status(status).type(PLAIN).entity(sentence + "\r\n").build();
    }

    /** 401, with Icecast's words. */
    public static Response authenticate() {
        return refusal(Refusal.UNAUTHORIZED);
    }

    /** What sources and listeners are told too. */
    static Response refusal(Refusal refusal) {
        Response.ResponseBuilder reply = Response.status(refusal.status(), refusal.reason());
        refusal.headers().forEach(reply::header);
        return reply.entity(refusal.message() + "\r\n").build();
    }
}
