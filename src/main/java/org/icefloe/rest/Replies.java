package org.icefloe.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

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
        return Response.fromResponse(text(Status.UNAUTHORIZED, "You need to authenticate"))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Icefloe\"")
                .build();
    }
}
