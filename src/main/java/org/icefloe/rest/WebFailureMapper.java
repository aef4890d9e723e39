package org.icefloe.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Gives failures that have a status but no body, such as 404 and 405, the status in words. */
final class WebFailureMapper implements ExceptionMapper<WebApplicationException> {
    @Override
    public Response toResponse(WebApplicationException failure) {
        Response response = failure.getResponse();
        if (response.hasEntity()) {
            return response;
        }
        Response text =
                Replies.text(response.getStatusInfo(), response.getStatusInfo().getReasonPhrase());
        return Response.fromResponse(response)
                .entity(text.getEntity())
                .type(text.getMediaType())
                .build();
    }
}
