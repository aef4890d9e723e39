package org.icefloe.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Another server, which says and hears bytes on connections that it accepts one by one. Waits at most 10 s. */
final class OtherServer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final ServerSocket socket;
    private final Queue<Socket> accepted = new ConcurrentLinkedQueue<>();

    OtherServer() {
        this(listening("127.0.0.1", 0, 50));
    }

    OtherServer(ServerSocket socket) {
        this.socket = socket;
    }

    static ServerSocket listening(String address, int port, int backlog) {
        try {
            return new ServerSocket(port, backlog, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    Socket accept() {
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            Socket client = socket.accept();
            client.setTcpNoDelay(true);
            client.setSoTimeout(PATIENCE_MILLIS);
            accepted.add(client);
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void say(Socket client, String text) {
        say(client, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static void say(Socket client, byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String hear(Socket client, int count) {
        try {
            InputStream in = client.getInputStream();
            return new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes it without a word (RST). */
    static void reset(Socket client) {
        try {
            client.setSoLinger(true, 0);
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void close(Socket client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        accepted.forEach(OtherServer::close);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
