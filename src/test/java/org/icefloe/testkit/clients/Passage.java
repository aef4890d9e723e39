package org.icefloe.testkit.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A port before another one, which passes all on and counts who comes. */
public final class Passage implements AutoCloseable {
    private final ServerSocket door;
    private final int beyond;
    private final AtomicInteger accepted = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Passage(ServerSocket door, int beyond) {
        this.door = door;
        this.beyond = beyond;
    }

    /** Leads to a port of this machine. */
    public static Passage to(int port) throws IOException {
        Passage passage = new Passage(new ServerSocket(0, 1000, InetAddress.getLoopbackAddress()), port);
        start(passage::accept);
        return passage;
    }

    public int port() {
        return door.getLocalPort();
    }

    /** How many connections have come so far. */
    public int accepted() {
        return accepted.get();
    }

    /** How many of them are open. */
    public int open() {
        return open.size();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "passage");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                accepted.incrementAndGet();
                open.add(near);
                start(() -> pass(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(Socket near) {
        try (near;
                Socket far = new Socket(InetAddress.getLoopbackAddress(), beyond)) {
            start(() -> pump(far, near));
            pump(near, far);
        } catch (IOException unreachable) {
            // Whoever came is told by the end of the connection.
        } finally {
            open.remove(near);
        }
    }

    /** Until one of both is closed; then the other is too. */
    private static void pump(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException over) {
            // That is how connections end.
        }
    }

    /** Cuts all who are on their way, and lets others come. */
    public void cut() {
        open.forEach(Passage::close);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }
}
