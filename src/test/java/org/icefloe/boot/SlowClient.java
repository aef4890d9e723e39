package org.icefloe.boot;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends a request in pieces, from an address of its choice within 127.0.0.0/8. */
final class SlowClient implements Closeable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket = new Socket();

    /** @param host the last number of its address */
    SlowClient(int port, int host) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0." + host), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
    }

    /** The head of a request for JSON of a mount, and nothing of its body. */
    SlowClient put(String path, String... headers) throws IOException {
        StringBuilder head = new StringBuilder("PUT " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        head.append("Content-Type: application/json\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return say(head + "\r\n");
    }

    SlowClient say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Whether the other end still takes something. */
    boolean drip() {
        try {
            say("x");
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** Whether something has been answered. */
    boolean isAnswered() throws IOException {
        return socket.getInputStream().available() > 0;
    }

    /** All that is answered until the connection is closed. */
    String answer() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
