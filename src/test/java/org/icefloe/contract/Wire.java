package org.icefloe.contract;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.icefloe.testkit.clients.ResponseHead;

/** A client that is nothing but a socket. */
final class Wire implements Closeable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket = new Socket();

    private Wire(int port, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
    }

    static Wire to(int port) throws IOException {
        return new Wire(port, 0);
    }

    /** A client that can hardly hold anything itself. */
    static Wire narrow(int port) throws IOException {
        return new Wire(port, 4096);
    }

    /** Asks with HTTP/1.0, whose answers have no chunks at any door. */
    static Wire asking(int port, String method, String path, String... headers) throws IOException {
        return to(port).say(method + " " + path + " HTTP/1.0", headers);
    }

    /** A source with a chunked body, which every door takes. */
    static Wire source(int port, String path, String type, String... headers) throws IOException {
        return sourceAs(port, path, type, "source:hackme", headers);
    }

    /** @param login user and password, with a colon between them */
    static Wire sourceAs(int port, String path, String type, String login, String... headers) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "Host: localhost",
                login(login),
                "Content-Type: " + type,
                "Transfer-Encoding: chunked",
                "Ice-Name: Süd",
                "Ice-Genre: Test",
                "Ice-Bitrate: 128"));
        all.addAll(List.of(headers));
        return to(port).say("PUT " + path + " HTTP/1.1", all.toArray(String[]::new));
    }

    static String login(String userAndPassword) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    Wire say(String firstLine, String... headers) throws IOException {
        StringBuilder head = new StringBuilder(firstLine).append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        send(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        return this;
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Sends bytes; whether the other end still takes them. */
    boolean trySend(byte[] bytes) {
        try {
            send(bytes);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    void chunk(byte[] bytes) throws IOException {
        send(asChunk(bytes));
    }

    /** One chunk (RFC 9112, 7.1). */
    static byte[] asChunk(byte[] bytes) {
        byte[] size = (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = new byte[size.length + bytes.length + 2];
        System.arraycopy(size, 0, chunk, 0, size.length);
        System.arraycopy(bytes, 0, chunk, size.length, bytes.length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        return chunk;
    }

    void lastChunk() throws IOException {
        send("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads up to and with the empty line. */
    ResponseHead head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new EOFException("the connection ended after: " + head);
            }
            head.append((char) next);
        }
        return ResponseHead.parse(
                new String(head.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    byte[] read(int length) throws IOException {
        byte[] bytes = socket.getInputStream().readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    /** Reads a block of ICY metadata, of which the first byte tells the length; without its padding. */
    String icyBlock() throws IOException {
        int length = 16 * (read(1)[0] & 0xFF);
        return new String(read(length), StandardCharsets.UTF_8).replaceFirst("\0+$", "");
    }

    /** Reads to the end. */
    byte[] rest() throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    /** Waits for the end, which may be a reset, and throws away what comes before. */
    void awaitEnd() throws IOException {
        InputStream input = socket.getInputStream();
        try {
            input.skip(Long.MAX_VALUE);
            while (input.read() >= 0) {
                input.skip(Long.MAX_VALUE);
            }
        } catch (SocketException reset) {
            socket.close();
        }
    }

    /** Closes with RST, as a machine does that has forgotten the connection. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
