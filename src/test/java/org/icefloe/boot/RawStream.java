package org.icefloe.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.icefloe.testkit.Server;

/** A source or a listener that is nothing but a socket, and reads only what it is told to. */
final class RawStream implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int RECEIVE_BUFFER = 4096;

    /** MPEG-1 layer III, 128 kbit/s, 44100 Hz, no padding. */
    private static final int FRAME_HEADER = 0xFFFB9000;

    private static final int FRAME_LENGTH = 417;

    private final Socket socket = new Socket();
    private final String responseHead;

    private RawStream(int port, String head) throws IOException {
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
        responseHead = head();
    }

    private RawStream letIn() {
        assertThat(responseHead).matches("(?s)HTTP/1\\.[01] 200 .*");
        return this;
    }

    /** A source of MP3 that has been let in. */
    static RawStream source(int port, String path) throws IOException {
        return anySource(port, path, "source:" + Server.PASSWORD).letIn();
    }

    static RawStream source(int port, String path, String login) throws IOException {
        return anySource(port, path, login).letIn();
    }

    /** What a source is told that comes and goes. */
    static int statusOfSource(int port, String path) throws IOException {
        return statusOfSource(port, path, "source:" + Server.PASSWORD);
    }

    static int statusOfSource(int port, String path, String login) throws IOException {
        try (RawStream source = anySource(port, path, login)) {
            return source.status();
        }
    }

    /** What a listener is told that comes and goes. */
    static int statusOfListener(int port, String path) throws IOException {
        try (RawStream listener = new RawStream(port, "GET " + path + " HTTP/1.0\r\n")) {
            return listener.status();
        }
    }

    private int status() {
        return Integer.parseInt(responseHead.split(" ", 3)[1]);
    }

    private static RawStream anySource(int port, String path, String user) throws IOException {
        byte[] login = user.getBytes(StandardCharsets.UTF_8);
        return new RawStream(
                port,
                "PUT " + path + " HTTP/1.0\r\nContent-Type: audio/mpeg\r\nice-bitrate: 128\r\nAuthorization: Basic "
                        + Base64.getEncoder().encodeToString(login) + "\r\n");
    }

    /** A listener that has been let in, and reads nothing of what it came for. */
    static RawStream listener(int port, String path) throws IOException {
        return new RawStream(port, "GET " + path + " HTTP/1.0\r\n").letIn();
    }

    /** The status line and headers. */
    String responseHead() {
        return responseHead;
    }

    /** Reads so many bytes of the stream. */
    void read(int bytes) throws IOException {
        assertThat(socket.getInputStream().readNBytes(bytes)).hasSize(bytes);
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as("the connection ended after: %s", head).isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }

    /** Sends about so many bytes of whole frames, as fast as they are taken. */
    void send(int bytes) throws IOException {
        ByteBuffer frames = ByteBuffer.allocate(bytes / FRAME_LENGTH * FRAME_LENGTH);
        for (int at = 0; at < frames.capacity(); at += FRAME_LENGTH) {
            frames.putInt(at, FRAME_HEADER);
        }
        socket.getOutputStream().write(frames.array());
    }

    /** Reads what is left, up to the end, which may be a reset. */
    void awaitEnd() throws IOException {
        try {
            socket.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
