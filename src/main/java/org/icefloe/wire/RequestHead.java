package org.icefloe.wire;

import java.util.Map;
import java.util.Optional;

/**
 * The head of a request.
 *
 * @param method in upper case
 * @param path decoded; begins with a slash, or is {@code *}
 * @param query as it stands in a URI, without the question mark; empty if there is none
 * @param protocol such as {@code HTTP/1.1} or {@code ICE/1.0}
 * @param headers names in lower case, the last of several values
 */
record RequestHead(String method, String path, String query, String protocol, Map<String, String> headers) {
    /** A header by its lower-case name. */
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Whether the client waits for {@code 100 Continue} before it sends the body (RFC 9110, 10.1.1). */
    boolean expectsContinue() {
        return header("expect").filter("100-continue"::equalsIgnoreCase).isPresent();
    }

    /** Whether the body comes in chunks (RFC 9112, 7.1). */
    boolean isChunked() {
        return header("transfer-encoding").filter("chunked"::equalsIgnoreCase).isPresent();
    }
}
