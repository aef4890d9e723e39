package org.icefloe.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Objects;
import org.glassfish.jersey.message.internal.HeaderValueException;
import org.glassfish.jersey.message.internal.HeaderValueException.Context;
import org.icefloe.auth.AuthenticationBusyException;
import org.icefloe.bytes.Printable;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every other failure: its stack trace goes to the log, and never to the client; of the database, a line does.
 */
final class FailureMapper implements ExceptionMapper<RuntimeException> {
    private static final Logger log = LoggerFactory.getLogger(FailureMapper.class);

    @Override
    public Response toResponse(RuntimeException failure) {
        if (failure instanceof AuthenticationBusyException) {
            return Response.fromResponse(Replies.text(Status.SERVICE_UNAVAILABLE, failure.getMessage()))
                    .header(HttpHeaders.RETRY_AFTER, 1)
                    .build();
        }
        if (failure instanceof RefusedException refused) {
            return Replies.refusal(refused.refusal());
        }
        if (failure instanceof StoreException) {
            // A database that is gone fails many, and one line has all that there is to say.
            log.error("A request failed: {}", failure.getMessage());
            log.debug("Its cause", failure);
            return Replies.text(Status.INTERNAL_SERVER_ERROR, failure.getMessage());
        }
        if (failure instanceof HeaderValueException unreadable && unreadable.getContext() == Context.INBOUND) {
            return Replies.text(Status.BAD_REQUEST, "A header of the request cannot be read: " + said(unreadable));
        }
        log.error("A request failed", failure);
        return Replies.refusal(Refusal.FAULT);
    }

    /** Jersey names the header and quotes its value. */
    private static String said(HeaderValueException unreadable) {
        return Printable.oneLine(Objects.requireNonNullElse(unreadable.getMessage(), ""));
    }
}
