package org.icefloe.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Arrays;
import java.util.Locale;

/** Whether a client takes what is compressed (RFC 9110, 12.5.3). */
public final class Compression {
    private Compression() {}

    /** Whether it says that it takes gzip, by whatever name. */
    public static boolean acceptsGzip(ContainerRequestContext request) {
        String header = request.getHeaderString("Accept-Encoding");
        return header != null
                && Arrays.stream(header.toLowerCase(Locale.ROOT)
                                .replaceAll("\\s", "")
                                .split(","))
                        .anyMatch(coding -> coding.matches("(x-)?gzip(;.*)?") && !coding.matches(".*;q=0(\\.0*)?"));
    }
}
