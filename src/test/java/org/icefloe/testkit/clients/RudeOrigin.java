package org.icefloe.testkit.clients;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.icefloe.time.Ticker;

/** A server of streams that has a manner of its own at each path, and counts who comes for it. */
public final class RudeOrigin implements AutoCloseable {
    private static final Manner UNKNOWN = visit -> visit.say("HTTP/1.0 404 File Not Found\r\n\r\n");
    private static final Ticker TICKER = Ticker.system();
    private static final Duration REQUEST = Duration.ofSeconds(10);

    private final ServerSocket door;
    private final Map<String, Manner> manners = new ConcurrentHashMap<>();
    private final Map<String, List<Request>> requests = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What somebody has asked, and when on the ticker, in ns. */
    private record Request(String head, long nanos) {}

    /** How it treats whoever asks; when that returns, the connection is closed. */
    @FunctionalInterface
    public interface Manner {
        /** @throws IOException when whoever asked has gone */
        void treat(Visit visit) throws IOException, InterruptedException;
    }

    private RudeOrigin(ServerSocket door) {
        this.door = door;
        Thread porter = new Thread(this::accept, "rude origin");
        porter.setDaemon(true);
        porter.start();
    }

    /** On a free port of this machine. */
    public static RudeOrigin start() throws IOException {
        return at(InetAddress.getLoopbackAddress());
    }

    /** At one of this machine's addresses. */
    public static RudeOrigin at(InetAddress address) throws IOException {
        return new RudeOrigin(new ServerSocket(0, 100, address));
    }

    /** Speaks TLS, with the certificate of that context. */
    public static RudeOrigin withTls(SSLContext identity) throws IOException {
        return new RudeOrigin(
                identity.getServerSocketFactory().createServerSocket(0, 100, InetAddress.getLoopbackAddress()));
    }

    /** Has a manner at a path, which begins with a slash. */
    public RudeOrigin at(String path, Manner manner) {
        manners.put(path, manner);
        return this;
    }

    public int port() {
        return door.getLocalPort();
    }

    /** How many have asked for a path. */
    public int visits(String path) {
        return requests(path).size();
    }

    /** What they have said, up to the empty line. */
    public List<String> heads(String path) {
        return requests(path).stream().map(Request::head).toList();
    }

    /** How much time lay between each of them and the next. */
    public List<Duration> distances(String path) {
        List<Request> all = List.copyOf(requests(path));
        return IntStream.range(1, all.size())
                .mapToObj(next -> Duration.ofNanos(
                        all.get(next).nanos() - all.get(next - 1).nanos()))
                .toList();
    }

    private List<Request> requests(String path) {
        return requests.getOrDefault(path, List.of());
    }

    /** How many connections are open. */
    public int open() {
        return open.size();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                open.add(socket);
                Thread host = new Thread(() -> receive(socket), "rude origin");
                host.setDaemon(true);
                host.start();
            } catch (IOException over) {
                return;
            }
        }
    }

    private void receive(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) REQUEST.toMillis());
            String head = RequestHead.read(socket.getInputStream());
            String path = head.split(" ")[1];
            List<Request> asked = requests.computeIfAbsent(path, first -> new CopyOnWriteArrayList<>());
            asked.add(new Request(head, TICKER.nanos()));
            manners.getOrDefault(path, UNKNOWN).treat(new Visit(socket, asked.size()));
        } catch (IOException gone) {
            // Whoever asked does not wait any more, or has not trusted the certificate.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    /** One who has asked. */
    public final class Visit {
        private final Socket socket;
        private final int number;

        private Visit(Socket socket, int number) {
            this.socket = socket;
            this.number = number;
        }

        /** The how manieth of its path, beginning with 1. */
        public int number() {
            return number;
        }

        public OutputStream out() throws IOException {
            return socket.getOutputStream();
        }

        /** Sends the text as it stands, a byte a letter. */
        public void say(String text) throws IOException {
            out().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Sends one byte a second. */
        public void drip(byte[] bytes) throws IOException, InterruptedException {
            for (byte next : bytes) {
                out().write(next);
                if (closed.await(1, TimeUnit.SECONDS)) {
                    return;
                }
            }
        }

        /** Plays a sound, over and over, as long as somebody takes it. */
        public void play(byte[] sound, Duration length) throws IOException {
            try (PacedSound playing = PacedSound.play(sound, length, out())) {
                awaitGone();
            }
        }

        /** Plays it for so long. */
        public void play(byte[] sound, Duration length, Duration span) throws IOException, InterruptedException {
            try (PacedSound playing = PacedSound.play(sound, length, out())) {
                closed.await(span.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        /** Says nothing until whoever asked has gone. */
        public void awaitGone() throws IOException {
            socket.setSoTimeout(0);
            while (socket.getInputStream().read() >= 0) {
                continue;
            }
        }

        /** Closes the connection as a machine does that has forgotten it. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
