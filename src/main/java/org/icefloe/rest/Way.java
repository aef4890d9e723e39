package org.icefloe.rest;

import jakarta.ws.rs.container.ContainerRequestContext;

/** By which way a request has come, and so where its sender is sure to reach this server again. */
public enum Way {
    /** The servlet container's own port. */
    CONTAINER,

    /** The stream port. */
    STREAM_PORT,

    /** A trusted proxy, whatever door it has called at. */
    PROXY;

    /** The request property that says so; the container's port says nothing. */
    public static final String PROPERTY = "org.icefloe.way";

    static Way of(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof Way way ? way : CONTAINER;
    }
}
