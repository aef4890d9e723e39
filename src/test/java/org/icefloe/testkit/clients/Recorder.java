package org.icefloe.testkit.clients;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * A listener on a plain socket, which keeps all it is sent.
 *
 * <p>With ICY metadata the body is {@code audio (icy-metaint bytes) · L · 16 L bytes of text · audio …}. A body in
 * chunks is put together first.
 */
public final class Recorder {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration STEP = Duration.ofMillis(100);

    private final URI address;
    private final String version;
    private final Map<String, String> headers = new TreeMap<>();
    private BooleanSupplier hope = () -> true;

    private Recorder(URI address, String version) {
        this.address = address;
        this.version = version;
    }

    /** Asks as HTTP/1.0, as most hardware does. */
    public static Recorder http10(URI address) {
        return new Recorder(address, "HTTP/1.0");
    }

    /** Asks as HTTP/1.1. */
    public static Recorder http11(URI address) {
        return new Recorder(address, "HTTP/1.1");
    }

    /** Asks for ICY metadata. */
    public Recorder withIcyMetadata() {
        return with("Icy-MetaData", "1");
    }

    /** Asks for a mount no longer when {@code hope} is gone, which is when its source has given up. */
    Recorder hopingWhile(BooleanSupplier hope) {
        this.hope = hope;
        return this;
    }

    /** Sends another header. */
    public Recorder with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /**
     * Asks until it is answered with 200, and keeps what comes for {@code length} after that.
     *
     * @param patience how long the mount may take to come
     * @throws AssertionError with the last answer, if it does not come
     */
    public Recording recordOnceLive(Duration patience, Duration length) throws IOException {
        Deadline deadline = Deadline.in(patience);
        while (true) {
            boolean last = deadline.isOver() || !hope.getAsBoolean();
            try (Socket socket = connect()) {
                InputStream in = new BufferedInputStream(socket.getInputStream());
                ResponseHead head = ask(socket, in);
                if (head.status() == 200) {
                    return record(socket, in, head, length);
                }
                if (last) {
                    throw new AssertionError(address + " has not come on, but answers " + head.statusLine());
                }
            } catch (IOException e) {
                if (last) {
                    throw e;
                }
            }
            Pause.brief();
        }
    }

    /** Asks once, and keeps what comes for {@code length}. */
    public Recording record(Duration length) throws IOException {
        try (Socket socket = connect()) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            return record(socket, in, ask(socket, in), length);
        }
    }

    /**
     * Asks once, and keeps what comes until it is enough.
     *
     * @throws AssertionError with what has come, if it has never been enough
     */
    public Recording recordUntil(Predicate<Recording> enough, Duration patience) throws IOException {
        Deadline deadline = Deadline.in(patience);
        try (Socket socket = connect()) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            ResponseHead head = ask(socket, in);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            Recording recording = recording(head, new byte[0]);
            while (!enough.test(recording)) {
                byte[] more = read(socket, in, Deadline.in(STEP));
                body.writeBytes(more);
                recording = recording(head, body.toByteArray());
                if (deadline.isOver()) {
                    throw new AssertionError("not enough within " + patience + ": " + recording);
                }
            }
            return recording;
        }
    }

    /** Asks once, and hangs up after the head. */
    public ResponseHead head() throws IOException {
        return record(Duration.ZERO).head();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout((int) CONNECT.toMillis());
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), (int) CONNECT.toMillis());
        return socket;
    }

    private ResponseHead ask(Socket socket, InputStream in) throws IOException {
        StringBuilder request = new StringBuilder("GET " + address.getRawPath() + " " + version + "\r\n");
        request.append("Host: ").append(address.getAuthority()).append("\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        return ResponseHead.read(in);
    }

    private static Recording record(Socket socket, InputStream in, ResponseHead head, Duration length)
            throws IOException {
        return recording(head, read(socket, in, Deadline.in(length)));
    }

    private static Recording recording(ResponseHead head, byte[] body) {
        boolean chunked =
                head.header("transfer-encoding").filter("chunked"::equals).isPresent();
        byte[] content = chunked ? Chunks.join(body) : body;
        int interval = head.header("icy-metaint").map(Integer::parseInt).orElse(0);
        return interval == 0 ? new Recording(head, content, List.of()) : separate(head, content, interval);
    }

    private static byte[] read(Socket socket, InputStream in, Deadline deadline) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deadline.isOver()) {
            socket.setSoTimeout(deadline.leftMillis());
            try {
                int count = in.read(buffer);
                if (count < 0) {
                    break;
                }
                body.write(buffer, 0, count);
            } catch (SocketTimeoutException over) {
                break;
            }
        }
        return body.toByteArray();
    }

    /** Takes a body with metadata in it apart; {@code interval} is in bytes of audio. */
    static Recording separate(ResponseHead head, byte[] body, int interval) {
        ByteArrayOutputStream audio = new ByteArrayOutputStream();
        List<Recording.Title> titles = new ArrayList<>();
        int at = 0;
        while (at < body.length) {
            int length = Math.min(interval, body.length - at);
            audio.write(body, at, length);
            at += length;
            if (at < body.length) {
                int block = 16 * (body[at] & 0xFF);
                String text = new String(body, at + 1, Math.min(block, body.length - at - 1), StandardCharsets.UTF_8);
                if (!text.isEmpty()) {
                    titles.add(new Recording.Title(audio.size(), text.replaceFirst("\0+$", "")));
                }
                at += 1 + block;
            }
        }
        return new Recording(head, audio.toByteArray(), titles);
    }
}
