package org.icefloe.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.icefloe.auth.AuthenticationBusyException;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every other failure: its stack trace goes to the log, and never to the client. */
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
        log.error("A request failed", failure);
        return failure instanceof StoreException
                ? Replies.text(Status.INTERNAL_SERVER_ERROR, failure.getMessage())
                : Replies.refusal(Refusal.FAULT);
    }
}
