package org.icefloe.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.icefloe.bytes.Printable;
import org.icefloe.listener.ListenerRequest;
import org.icefloe.source.SourceRequest;

/** What a servlet request says, in the words of sources and listeners. */
final class Requests {
    private Requests() {}

    /** The path within the web application, decoded by the container. */
    static String path(HttpServletRequest request) {
        return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    }

    /** @throws org.icefloe.mount.RefusedException if the path can be no mountpoint */
    static SourceRequest source(HttpServletRequest request) {
        return SourceRequest.of(request.getMethod(), path(request), headers(request), request.getRemoteAddr());
    }

    static ListenerRequest listener(HttpServletRequest request) {
        return ListenerRequest.of(path(request), header(request, "Icy-MetaData"), request.getRemoteAddr());
    }

    /** Whether it is said where the body ends, by chunks or by a length (RFC 9112, 6.3). */
    static boolean isFramed(HttpServletRequest request) {
        return header(request, "Transfer-Encoding").isPresent()
                || header(request, "Content-Length").isPresent();
    }

    private static Optional<String> header(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    /** How many header lines there are. */
    static int headerCount(HttpServletRequest request) {
        int count = 0;
        for (String name : Collections.list(request.getHeaderNames())) {
            count += Collections.list(request.getHeaders(name)).size();
        }
        return count;
    }

    /** Names in lower case, the last of several values. */
    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            Collections.list(request.getHeaders(name))
                    .forEach(value -> headers.put(name.toLowerCase(Locale.ROOT), Printable.headerValue(value)));
        }
        return headers;
    }
}
