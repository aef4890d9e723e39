package org.icefloe.testkit.clients;

import java.io.IOException;
import java.io.InputStream;

/** What a client asks of a server of a test. */
final class RequestHead {
    private RequestHead() {}

    /** From the request line to the empty line, a letter a byte. */
    static String read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no whole request: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
