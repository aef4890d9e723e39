package org.icefloe.rest;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.Response.Status;

/** A field of a request's JSON cannot be used; the reply is 400 with the field and what is expected. */
public final class BadFieldException extends BadRequestException {
    /**
     * Names the field.
     *
     * @param field such as {@code source.password}
     * @param problem the end of a sentence that begins with the field
     */
    public BadFieldException(String field, String problem) {
        super(field + ": " + problem, Replies.text(Status.BAD_REQUEST, field + ": " + problem));
    }
}
