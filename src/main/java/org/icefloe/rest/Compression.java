package org.icefloe.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Whether a client takes what is compressed (RFC 9110, 12.5.3). */
public final class Compression {
    private Compression() {}

    /** Whether it says that it takes gzip, by whatever name, or by {@code *} if it does not name it. */
    public static boolean acceptsGzip(ContainerRequestContext request) {
        String header = Objects.requireNonNullElse(request.getHeaderString("Accept-Encoding"), "");
        List<String> codings = Arrays.asList(
                header.toLowerCase(Locale.ROOT).replaceAll("\\s", "").split(","));
        List<String> named = those(codings, "(x-)?gzip");
        return (named.isEmpty() ? those(codings, "\\*") : named)
                .stream().anyMatch(coding -> !coding.matches(".*;q=0(\\.0*)?"));
    }

    /** Those of a name, with their weights. */
    private static List<String> those(List<String> codings, String name) {
        return codings.stream()
                .filter(coding -> coding.matches(name + "(;.*)?"))
                .toList();
    }
}
