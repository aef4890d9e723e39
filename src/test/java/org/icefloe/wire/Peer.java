package org.icefloe.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A client of the stream port that says and hears bytes. Waits at most 30 s for anything. */
final class Peer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    private Peer(int port, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        in = socket.getInputStream();
    }

    static Peer connect(int port) {
        return connect(port, 0);
    }

    /** One that takes little at a time: its receive buffer has that many bytes. */
    static Peer connect(int port, int receiveBuffer) {
        try {
            return new Peer(port, receiveBuffer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of an {@code Authorization} header. */
    static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    Peer say(String text) {
        return say(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Peer say(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says bytes as long as the server takes them; whether it took all. */
    Peer closeItsSide() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    boolean trySay(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** Everything up to and with the next empty line. */
    String head() {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) next());
        }
        return head.toString();
    }

    private int next() {
        try {
            int next = in.read();
            if (next < 0) {
                throw new AssertionError("the server has closed");
            }
            return next;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Just as many bytes, or fewer if the server closes before. */
    byte[] hear(int count) {
        try {
            return in.readNBytes(count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String hearText(int count) {
        return new String(hear(count), StandardCharsets.ISO_8859_1);
    }

    /** Everything until the server closes, or resets. */
    byte[] rest() {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try {
            byte[] portion = new byte[8192];
            for (int length = in.read(portion); length >= 0; length = in.read(portion)) {
                rest.write(portion, 0, length);
            }
        } catch (SocketTimeoutException stillOpen) {
            throw new AssertionError("the server has not closed", stillOpen);
        } catch (IOException reset) {
            return rest.toByteArray();
        }
        return rest.toByteArray();
    }

    String restText() {
        return new String(rest(), StandardCharsets.UTF_8);
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
