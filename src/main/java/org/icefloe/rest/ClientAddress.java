package org.icefloe.rest;

import jakarta.ws.rs.container.ContainerRequestContext;

/**
 * Where a request comes from: each door notes who is at the other end, for JAX-RS itself does not say; if that is a
 * trusted proxy, the client before it takes its place.
 */
public final class ClientAddress {
    /** The request property, a servlet request attribute of the same name, that holds the client's IP address. */
    public static final String PROPERTY = "org.icefloe.client-address";

    private ClientAddress() {}

    /** The client's IP address, or {@code unknown} if the door has not noted it. */
    public static String of(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof String address ? address : "unknown";
    }
}
