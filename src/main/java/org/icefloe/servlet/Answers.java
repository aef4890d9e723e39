package org.icefloe.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.icefloe.listener.StreamHeaders;
import org.icefloe.mount.Refusal;

/** Writes what is answered to sources and listeners, but for the streams themselves. */
final class Answers {
    private Answers() {}

    /** To a client that is turned away. */
    static void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
        byte[] body = refusal.message().getBytes(StandardCharsets.UTF_8);
        response.reset();
        response.setStatus(refusal.status());
        response.setHeader("Connection", "close");
        set(response, refusal.headers());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    /** To a client that asks what is possible here. */
    static void preflight(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        set(response, StreamHeaders.preflight());
    }

    /** To a source that may begin: sent at once, for it waits for that with its first byte. */
    static void acceptSource(HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setHeader("Connection", "close");
        response.flushBuffer();
    }

    /** The head of a stream; {@code flushBuffer} sends it. */
    static void stream(HttpServletResponse response, Map<String, String> headers) {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setHeader("Connection", "close");
        set(response, headers);
    }

    private static void set(HttpServletResponse response, Map<String, String> headers) {
        headers.forEach((name, value) -> response.setHeader(name, onTheWire(value)));
    }

    /** Containers make one byte of each character; listeners read UTF-8. */
    private static String onTheWire(String value) {
        return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
