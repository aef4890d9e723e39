package org.icefloe.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;

/** Leaves a {@link FileBody} to the door; of its response, JAX-RS sends the head alone. */
@Priority(0)
final class FileBodyFilter implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof FileBody body) {
            response.getHeaders().putSingle(HttpHeaders.CONTENT_LENGTH, body.length());
            response.setEntity(null);
            if (!request.getMethod().equals(HttpMethod.HEAD)) {
                request.setProperty(FileBody.PROPERTY, body);
            }
        }
    }
}
