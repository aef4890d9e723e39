package org.icefloe.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/** The method that a client has sent: JAX-RS takes a HEAD for a GET once it has found the resource. */
@PreMatching
@Priority(0)
final class AskedMethod implements ContainerRequestFilter {
    private static final String PROPERTY = "org.icefloe.asked-method";

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(PROPERTY, request.getMethod());
    }

    static String of(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof String method ? method : request.getMethod();
    }
}
