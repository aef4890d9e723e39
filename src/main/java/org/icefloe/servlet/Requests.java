package org.icefloe.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.bytes.Printable;
import org.icefloe.listener.ListenerRequest;
import org.icefloe.net.TrustedProxies;
import org.icefloe.source.SourceRequest;

/** What a servlet request says, in the words of sources and listeners. */
final class Requests {
    private Requests() {}

    /** The path within the web application, decoded by the container. */
    static String path(HttpServletRequest request) {
        return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    }

    /** @throws org.icefloe.mount.RefusedException if the path can be no mountpoint */
    static SourceRequest source(HttpServletRequest request, TrustedProxies proxies) {
        Map<String, String> headers = headers(request);
        return SourceRequest.of(request.getMethod(), path(request), headers, client(request, proxies));
    }

    static ListenerRequest listener(HttpServletRequest request, TrustedProxies proxies) {
        Map<String, String> headers = headers(request);
        String query = Objects.requireNonNullElse(request.getQueryString(), "");
        return ListenerRequest.of(path(request), query, headers, client(request, proxies));
    }

    /** The credentials in its headers, if there are any. */
    static Optional<Credentials> credentials(HttpServletRequest request) {
        return header(request, "Authorization").flatMap(Credentials::ofBasic);
    }

    /** The IP address of the client, whatever it asks for. */
    static String client(HttpServletRequest request, TrustedProxies proxies) {
        return proxies.client(request.getRemoteAddr(), name -> value(request, name));
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

    /** Names in lower case, the last of several values; but all, where each proxy on the way may have added one. */
    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (String given : Collections.list(request.getHeaderNames())) {
            String name = given.toLowerCase(Locale.ROOT);
            value(request, name).ifPresent(value -> headers.put(name, value));
        }
        return headers;
    }

    private static Optional<String> value(HttpServletRequest request, String name) {
        List<String> values = Collections.list(request.getHeaders(name));
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String value = TrustedProxies.isList(name) ? String.join(",", values) : values.get(values.size() - 1);
        return Optional.of(Printable.headerValue(value));
    }
}
