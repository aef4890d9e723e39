package org.icefloe.relay;

import java.util.Map;
import java.util.Optional;
import org.icefloe.bytes.Printable;

/**
 * How a server has answered.
 *
 * @param status such as 200
 * @param reason behind it, for people; may be empty
 * @param headers names in lower case, the last of several values; no control characters
 * @param from who has answered: the server that was asked, or the one it has sent us to
 */
public record ResponseHead(int status, String reason, Map<String, String> headers, Upstream from) {
    /** The status of an answer that has what was asked for. */
    public static final int OK = 200;

    public ResponseHead {
        headers = Map.copyOf(headers);
    }

    /** @param name in lower case */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** In words that follow on an address, such as {@code answered 404 (File Not Found)}. */
    public String words() {
        return "answered " + status + (reason.isEmpty() ? "" : " (" + cut(Printable.oneLine(reason)) + ")");
    }

    private static String cut(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
