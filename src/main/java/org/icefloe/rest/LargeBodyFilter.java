package org.icefloe.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;

/** Leaves a {@link LargeBody} to the door; of its response, JAX-RS sends the head alone. */
@Priority(0)
final class LargeBodyFilter implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof LargeBody body) {
            body.size()
                    .ifPresentOrElse(
                            size -> response.getHeaders().putSingle(HttpHeaders.CONTENT_LENGTH, size),
                            () -> request.setProperty(LargeBody.OPEN_ENDED, true));
            response.setEntity(null);
            if (!request.getMethod().equals(HttpMethod.HEAD)) {
                request.setProperty(LargeBody.PROPERTY, body);
            }
        }
    }
}
