package org.icefloe.testkit.clients;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A chunked body (RFC 9112, 7.1): {@code length in hex · CRLF · data · CRLF}, again and again, broken off anywhere. */
final class Chunks {
    private Chunks() {}

    /** The data of all chunks, that of a last and broken one included. */
    static byte[] join(byte[] body) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        int at = 0;
        while (at < body.length) {
            int lineEnd = lineEnd(body, at);
            if (lineEnd == body.length) {
                break;
            }
            String length = new String(body, at, lineEnd - at, StandardCharsets.US_ASCII).split(";")[0].strip();
            int data = lineEnd + 2;
            int count = Integer.parseInt(length, 16);
            joined.write(body, Math.min(data, body.length), Math.max(0, Math.min(count, body.length - data)));
            at = data + count + 2;
        }
        return joined.toByteArray();
    }

    private static int lineEnd(byte[] body, int from) {
        int at = from;
        while (at < body.length && body[at] != '\r') {
            at++;
        }
        return at;
    }
}
