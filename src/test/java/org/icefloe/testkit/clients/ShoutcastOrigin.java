package org.icefloe.testkit.clients;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.icefloe.time.Ticker;

/**
 * Answers as SHOUTcast's DNAS 1.9 does: one stream under several names, a status line of its own without a version of
 * HTTP, no {@code Content-Type}, and a page for whoever says that he is a browser.
 *
 * <pre>
 * ICY 200 OK
 * icy-notice1:…
 * icy-notice2:…
 * icy-name:…                 icy-genre, icy-url, icy-pub and icy-br, and to whoever wants titles
 * icy-metaint:8192
 * </pre>
 */
public final class ShoutcastOrigin implements AutoCloseable {
    /** What stands between two titles, in bytes of sound. */
    public static final int INTERVAL = 8192;

    private static final Ticker TICKER = Ticker.system();
    private static final long STEP_MILLIS = 50;
    private static final int BURST_SECONDS = 4;
    private static final Set<String> STREAMS = Set.of("/", "/;", "/;stream.nsv", "/stream/1/");

    private final ServerSocket door;
    private final byte[] sound;
    private final double bytesPerSecond;
    private final long begin = TICKER.nanos();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Told told = new Told(0, "");

    /** A title, and from which byte of the stream on it holds. */
    private record Told(long from, String title) {}

    private ShoutcastOrigin(ServerSocket door, byte[] sound, Duration length) {
        this.door = door;
        this.sound = sound;
        this.bytesPerSecond = sound.length * 1e9 / length.toNanos();
    }

    /** Plays {@code sound} over and over; one pass takes {@code length}. */
    public static ShoutcastOrigin start(byte[] sound, Duration length) throws IOException {
        ShoutcastOrigin origin =
                new ShoutcastOrigin(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), sound, length);
        daemon(origin::accept);
        return origin;
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "shoutcast origin");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Sets the title of what comes from now on. */
    public void title(String title) {
        told = new Told(produced(), title);
    }

    /** The heads of all requests so far. */
    public List<String> requests() {
        return requests;
    }

    private long produced() {
        return (long) ((TICKER.nanos() - begin) / 1e9 * bytesPerSecond) + (long) (BURST_SECONDS * bytesPerSecond);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                open.add(socket);
                daemon(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String request = RequestHead.read(socket.getInputStream());
            requests.add(request);
            answer(request, socket.getOutputStream());
        } catch (IOException gone) {
            // That is how listeners leave.
        } finally {
            open.remove(socket);
        }
    }

    private void answer(String request, OutputStream out) throws IOException {
        String path = request.split(" ")[1];
        String lower = request.toLowerCase(Locale.ROOT);
        if (lower.contains("\r\nuser-agent: mozilla")) {
            out.write(page("SHOUTcast Administrator"));
        } else if (!STREAMS.contains(path)) {
            out.write("ICY 404 Resource Not Found\r\nicy-notice1:<BR>SHOUTcast<BR>\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        } else {
            boolean titles = lower.contains("\r\nicy-metadata: 1\r\n") || lower.contains("\r\nicy-metadata:1\r\n");
            out.write(streamHead(titles).getBytes(StandardCharsets.ISO_8859_1));
            stream(out, titles);
        }
    }

    private static byte[] page(String title) {
        String page = "<HTML><HEAD><TITLE>" + title + "</TITLE></HEAD><BODY>Server is up</BODY></HTML>";
        return ("HTTP/1.0 200 OK\r\nContent-Type:text/html\r\n\r\n" + page).getBytes(StandardCharsets.US_ASCII);
    }

    private static String streamHead(boolean titles) {
        return "ICY 200 OK\r\n"
                + "icy-notice1:<BR>This stream requires <a href=\"http://www.winamp.com/\">Winamp</a><BR>\r\n"
                + "icy-notice2:SHOUTcast Distributed Network Audio Server/Linux v1.9.8<BR>\r\n"
                + "icy-name:Radio Nord\r\nicy-genre:Ambient\r\nicy-url:http://nord.example/\r\nicy-pub:0\r\n"
                + "icy-br:48\r\n" + (titles ? "icy-metaint:" + INTERVAL + "\r\n" : "") + "\r\n";
    }

    /** Begins some seconds back, anywhere within a frame. */
    private void stream(OutputStream out, boolean titles) throws IOException {
        long at = Math.max(0, produced() - (long) (BURST_SECONDS * bytesPerSecond));
        Told last = new Told(-1, "");
        while (true) {
            int block = INTERVAL;
            while (block > 0) {
                awaitProduced(at + 1);
                int length = (int) Math.min(block, produced() - at);
                write(out, at, length);
                at += length;
                block -= length;
            }
            if (titles) {
                last = tell(out, at, last);
            }
        }
    }

    private void write(OutputStream out, long at, int length) throws IOException {
        byte[] portion = new byte[length];
        for (int i = 0; i < length; i++) {
            portion[i] = sound[(int) ((at + i) % sound.length)];
        }
        out.write(portion);
    }

    /** A block for a title that is new, and a zero where it is not. */
    private Told tell(OutputStream out, long at, Told last) throws IOException {
        Told now = told;
        if (now.equals(last) || at < now.from()) {
            out.write(0);
            return last;
        }
        byte[] text = ("StreamTitle='" + now.title() + "';StreamUrl='';").getBytes(StandardCharsets.ISO_8859_1);
        int sixteens = (text.length + 15) / 16;
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(sixteens);
        block.writeBytes(Arrays.copyOf(text, 16 * sixteens));
        out.write(block.toByteArray());
        return now;
    }

    private void awaitProduced(long position) throws IOException {
        while (produced() < position) {
            try {
                Thread.sleep(STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    @Override
    public void close() {
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
