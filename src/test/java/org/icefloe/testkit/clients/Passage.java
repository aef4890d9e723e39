package org.icefloe.testkit.clients;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A port before another one, which passes all on, counts who comes, and remembers what is said if it is to. */
public final class Passage implements AutoCloseable {
    private final ServerSocket door;
    private final int beyond;
    private final AtomicInteger accepted = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final OutputStream asked;
    private final OutputStream answered;

    private Passage(ServerSocket door, int beyond, OutputStream asked, OutputStream answered) {
        this.door = door;
        this.beyond = beyond;
        this.asked = asked;
        this.answered = answered;
    }

    /** Leads to a port of this machine. */
    public static Passage to(int port) throws IOException {
        return open(port, OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    }

    /** The same, and remembers what is said there. */
    public static Passage overhearing(int port) throws IOException {
        return open(port, new ByteArrayOutputStream(), new ByteArrayOutputStream());
    }

    private static Passage open(int port, OutputStream asked, OutputStream answered) throws IOException {
        ServerSocket door = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        Passage passage = new Passage(door, port, asked, answered);
        start(passage::accept);
        return passage;
    }

    /** All that has gone beyond, as it came, if it is remembered. */
    public String asked() {
        return asked.toString();
    }

    /** All that has come back. */
    public String answered() {
        return answered.toString();
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
            start(() -> pump(far, near, answered));
            pump(near, far, asked);
        } catch (IOException unreachable) {
            // Whoever came is told by the end of the connection.
        } finally {
            open.remove(near);
        }
    }

    /** Until one of both is closed; then the other is too. */
    private static void pump(Socket from, Socket to, OutputStream memory) {
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            byte[] portion = new byte[8 * 1024];
            for (int read = in.read(portion); read >= 0; read = in.read(portion)) {
                // Before it goes on, so that whoever sees its effect finds it remembered.
                memory.write(portion, 0, read);
                to.getOutputStream().write(portion, 0, read);
            }
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
