package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.icefloe.testkit.clients.ResponseHead;
import org.icefloe.time.Ticker;

/** One of an {@link Audience}, and all it has been sent. Safe for any number of threads. */
public final class Listener implements AutoCloseable {
    private static final Ticker TICKER = Ticker.system();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String EMPTY_LINE = "\r\n\r\n";

    private final SocketChannel channel;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private int headEnd = -1;
    private boolean closed;
    private long lastByte;
    private long longestGap;

    Listener(SocketChannel channel) {
        this.channel = channel;
    }

    SocketChannel channel() {
        return channel;
    }

    /** Takes what has come, on the audience's thread. */
    synchronized void read(ByteBuffer portion) {
        try {
            closed = channel.read(portion) < 0;
            byte[] bytes = new byte[portion.flip().remaining()];
            portion.get(bytes);
            noteGap();
            heard.writeBytes(bytes);
            if (closed) {
                channel.close();
            }
        } catch (IOException reset) {
            closed = true;
            close();
        }
    }

    private void noteGap() {
        long now = TICKER.nanos();
        longestGap = heard.size() == 0 ? 0 : Math.max(longestGap, now - lastByte);
        lastByte = now;
    }

    /** The longest time for which nothing has come so far, between any two reads since the first. */
    public synchronized Duration longestGap() {
        return Duration.ofNanos(longestGap);
    }

    /** How long nothing has come by now. */
    public synchronized Duration silence() {
        return Duration.ofNanos(TICKER.nanos() - lastByte);
    }

    /** The head of the response, waited for. */
    public ResponseHead head() {
        await("a response").atMost(PATIENCE).until(() -> headEnd() > 0);
        return ResponseHead.parse(text().substring(0, headEnd()));
    }

    private synchronized int headEnd() {
        if (headEnd < 0) {
            int at = text().indexOf(EMPTY_LINE);
            headEnd = at < 0 ? -1 : at + EMPTY_LINE.length();
        }
        return headEnd;
    }

    private synchronized String text() {
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    /** What has come behind the head so far. */
    public synchronized byte[] body() {
        return headEnd() < 0 ? new byte[0] : Arrays.copyOfRange(heard.toByteArray(), headEnd, heard.size());
    }

    /** How many bytes of body have come. */
    public synchronized long size() {
        return headEnd() < 0 ? 0 : heard.size() - headEnd;
    }

    /** Waits for {@code more} bytes than there are. */
    public void awaitMore(int more) {
        long from = size();
        await("%d bytes behind the first %d".formatted(more, from))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> size() >= from + more || isClosed());
        assertThat(size()).as("bytes, before the connection was closed").isGreaterThanOrEqualTo(from + more);
    }

    /** Waits for the server to close the connection. */
    public Listener awaitEnd() {
        await("the end").atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(this::isClosed);
        return this;
    }

    /** Whether the server has closed the connection. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Hangs up. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
