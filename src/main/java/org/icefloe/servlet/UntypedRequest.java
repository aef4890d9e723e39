package org.icefloe.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import org.icefloe.rest.ContentType;
import org.jspecify.annotations.Nullable;

/** A request that does not say what its body is. */
final class UntypedRequest extends HttpServletRequestWrapper {
    private static final String NAME = "Content-Type";

    private UntypedRequest(HttpServletRequest request) {
        super(request);
    }

    /** The request itself, if what it says can be read. */
    static HttpServletRequest ifUnreadable(HttpServletRequest request) {
        return ContentType.isReadable(Collections.list(request.getHeaders(NAME)))
                ? request
                : new UntypedRequest(request);
    }

    @Override
    public @Nullable String getContentType() {
        return null;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return name.equalsIgnoreCase(NAME) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return name.equalsIgnoreCase(NAME) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !name.equalsIgnoreCase(NAME))
                .toList());
    }
}
