package org.icefloe.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;

/**
 * Tells browsers what a page of the server may do: load our own files, play streams, and nothing else (W3C CSP 3).
 * Should a hostile station name ever get around the escaping, there is nothing it could run. What is no page, but says
 * a client's words again, is not to be taken for one. Pages that lie in files are not ours.
 */
final class PageHeaders implements ContainerResponseFilter {
    /** Streams are at another port, which is another origin; no CSP can name that of an IPv6 address. */
    private static final String POLICY = "default-src 'self'; media-src http: https:; "
            + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MediaType type = response.getMediaType();
        boolean page = type != null && MediaType.TEXT_HTML_TYPE.isCompatible(type);
        if (type == null || response.getEntity() instanceof FileBody) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("X-Content-Type-Options", "nosniff");
        if (page) {
            headers.putSingle("Content-Security-Policy", POLICY);
            headers.putSingle("Referrer-Policy", "no-referrer");
        }
    }
}
