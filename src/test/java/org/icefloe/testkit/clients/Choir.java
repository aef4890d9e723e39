package org.icefloe.testkit.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.icefloe.time.Ticker;

/** Hundreds of sources of the same sound, all sent to by one thread. */
public final class Choir implements AutoCloseable {
    private static final Ticker TICKER = Ticker.system();
    private static final Duration STEP = Duration.ofMillis(250);

    private final InetSocketAddress server;
    private final String authorization;
    private final List<Voice> voices = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** One source, and how much of the sound it has sent. */
    private static final class Voice {
        private final SocketChannel channel;
        private final byte[] sound;
        private final double bytesPerSecond;
        private final long begin = TICKER.nanos();
        private long sent;

        private Voice(SocketChannel channel, byte[] sound, Duration length) {
            this.channel = channel;
            this.sound = sound;
            this.bytesPerSecond = sound.length * 1e9 / length.toNanos();
        }

        private void send() throws IOException {
            long due = (long) ((TICKER.nanos() - begin + STEP.toNanos()) / 1e9 * bytesPerSecond);
            while (sent < due) {
                int from = (int) (sent % sound.length);
                int length = (int) Math.min(sound.length - from, due - sent);
                int taken = channel.write(ByteBuffer.wrap(sound, from, length));
                if (taken == 0) {
                    return;
                }
                sent += taken;
            }
        }
    }

    /**
     * Sings for a server on this machine.
     *
     * @param authorization as {@code Authorization} has it
     */
    public Choir(int port, String authorization) {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.authorization = authorization;
    }

    /**
     * One more, whose sound is sent over and over.
     *
     * @param length how long one pass takes
     * @throws IOException that quotes the answer, if it is refused
     */
    public Choir with(String mount, String contentType, byte[] sound, Duration length) throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        String head = "PUT " + mount + " HTTP/1.0\r\nAuthorization: " + authorization + "\r\nContent-Type: "
                + contentType + "\r\n\r\n";
        channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
        ByteBuffer answer = ByteBuffer.allocate(4096);
        while (!new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII).contains("\r\n\r\n")) {
            if (channel.read(answer) < 0) {
                break;
            }
        }
        String told = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
        if (!told.matches("(?s)HTTP/1\\.[01] 200 .*")) {
            channel.close();
            throw new IOException("told to the source of " + mount + ": " + told);
        }
        channel.configureBlocking(false);
        voices.add(new Voice(channel, sound, length));
        return this;
    }

    /** Begins. */
    public Choir sing() {
        Thread thread = new Thread(this::singOn, "choir");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void singOn() {
        try {
            do {
                for (Voice voice : voices) {
                    voice.send();
                }
            } while (!closed.await(STEP.toMillis(), TimeUnit.MILLISECONDS));
        } catch (IOException serverIsGone) {
            closed.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            for (Voice voice : voices) {
                voice.channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
