package org.icefloe.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** Stands before everything marked {@link AdminOnly}. */
@AdminOnly
@Priority(Priorities.AUTHORIZATION)
final class AdminOnlyFilter implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        if (!request.getSecurityContext().isUserInRole(Caller.ADMIN)) {
            request.abortWith(Replies.authenticate());
        }
    }
}
