package org.icefloe.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.function.Supplier;
import org.icefloe.config.HttpHeaders;

/** Puts the headers of the server's settings into every response, in the place of any of the same names. */
public final class ServerHeaders implements ContainerResponseFilter {
    private final Supplier<HttpHeaders> headers;

    /** @param headers asked at each response */
    public ServerHeaders(Supplier<HttpHeaders> headers) {
        this.headers = headers;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        headers.get().values().forEach((name, value) -> {
            // Names of headers are the same in any case (RFC 9110 section 5.1).
            response.getHeaders().keySet().removeIf(name::equalsIgnoreCase);
            response.getHeaders().putSingle(name, value);
        });
    }
}
