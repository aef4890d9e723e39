package org.icefloe.testkit.clients;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.icefloe.time.Ticker;

/** Writes a sample to a stream as fast as it is to be heard, and begins anew at its end. */
final class PacedSound implements AutoCloseable {
    private static final Ticker TICKER = Ticker.system();
    private static final Duration STEP = Duration.ofMillis(100);

    private final byte[] bytes;
    private final double bytesPerSecond;
    private final OutputStream out;
    private final CountDownLatch closed = new CountDownLatch(1);

    private PacedSound(byte[] bytes, Duration length, OutputStream out) {
        this.bytes = bytes;
        this.bytesPerSecond = bytes.length * 1e9 / length.toNanos();
        this.out = out;
    }

    /** Begins to write on a thread of its own, which ends when this is closed or {@code out} fails. */
    static PacedSound play(Sample sample, OutputStream out) throws IOException {
        return play(sample.bytes(), Duration.ofSeconds(Sample.SECONDS), out);
    }

    /** The same for other sound, of which one pass takes {@code length}. */
    static PacedSound play(byte[] bytes, Duration length, OutputStream out) {
        PacedSound sound = new PacedSound(bytes, length, out);
        Thread thread = new Thread(sound::writeAll, "paced sound");
        thread.setDaemon(true);
        thread.start();
        return sound;
    }

    private void writeAll() {
        try {
            writePaced();
        } catch (IOException readerIsGone) {
            closed.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writePaced() throws IOException, InterruptedException {
        long begin = TICKER.nanos();
        long written = 0;
        do {
            long due = due(TICKER.nanos() - begin);
            while (written < due) {
                written += writeSome(written, due);
            }
            out.flush();
        } while (!closed.await(STEP.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** How many bytes are to be out {@code nanos} after the first: one step ahead of the time. */
    private long due(long nanos) {
        double seconds = (nanos + STEP.toNanos()) / 1e9;
        return (long) (seconds * bytesPerSecond);
    }

    private int writeSome(long position, long end) throws IOException {
        int from = (int) (position % bytes.length);
        int length = (int) Math.min(bytes.length - from, end - position);
        out.write(bytes, from, length);
        return length;
    }

    /** Falls silent. The stream it wrote to stays open: it is for its owner to close. */
    @Override
    public void close() {
        closed.countDown();
    }
}
