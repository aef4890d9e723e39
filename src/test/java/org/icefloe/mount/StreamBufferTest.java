package org.icefloe.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.icefloe.format.Frame.Kind.CONTINUATION;
import static org.icefloe.format.Frame.Kind.ENTRY;
import static org.icefloe.format.Frame.Kind.HEADER;
import static org.icefloe.format.Frame.Kind.LINK_START;
import static org.icefloe.mount.Frames.append;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.icefloe.config.BufferSize;
import org.icefloe.format.Frame;
import org.junit.jupiter.api.Test;

class StreamBufferTest {
    private static final int QUEUE = 100_000;

    /** How long a queue of that size is where a burst is as long. */
    private static final int LENGTH = QUEUE + StreamBuffer.BEYOND_BURST;

    /** Bytes that a reader verifies while the buffer goes round many times. */
    private static final long ENOUGH = 64 << 20;

    private final StreamBuffer buffer = buffer(QUEUE, QUEUE);

    @Test
    void nobodyJoinsBeforeTheFirstEntry() {
        append(buffer, LINK_START, 30);
        append(buffer, HEADER, 30);
        append(buffer, CONTINUATION, 30);

        assertThat(buffer.join(1000)).isEmpty();
    }

    @Test
    void joinerBeginsAtTheOldestEntryWithinTheBurst() {
        appendMany(100, ENTRY, 400);

        assertThat(joinPosition(1000)).isEqualTo(40_000 - 800);
        assertThat(joinPosition(800)).isEqualTo(40_000 - 800);
        assertThat(joinPosition(Integer.MAX_VALUE)).isZero();
    }

    @Test
    void joinerBeginsBeforeTheBurstIfThereIsNoEntryWithin() {
        append(buffer, ENTRY, 400);
        appendMany(10, CONTINUATION, 400);

        assertThat(joinPosition(0)).isZero();
    }

    /** A thousand mounts would else keep half a gigabyte that nobody reads. */
    @Test
    void whatNobodyCanJoinAtIsNotKeptForItsOwnSake() throws Exception {
        StreamBuffer live = buffer(64 * Segment.SIZE, Segment.SIZE);
        append(live, ENTRY, 400);
        WeakReference<byte[]> first =
                new WeakReference<>(live.join(0).orElseThrow().cursor().array());
        for (int i = 0; i < 8; i++) {
            append(live, ENTRY, Segment.SIZE);
        }

        await().untilAsserted(() -> {
            System.gc();
            assertThat(first.get()).isNull();
        });
        assertThat(live.tail()).isZero();
    }

    @Test
    void manySmallHeadersCostNoMoreThanTheyAreLong() {
        append(buffer, LINK_START, 28);
        for (int i = 0; i < 300_000; i++) {
            append(buffer, HEADER, 28);
        }
        append(buffer, ENTRY, 100);

        assertThat(headersFor(0)).hasSize(28 * 300_001);
    }

    @Test
    void joinerIsGivenTheHeadersOfTheLinkItBeginsIn() {
        append(buffer, LINK_START, 10);
        append(buffer, HEADER, 20);
        append(buffer, ENTRY, 400);
        append(buffer, LINK_START, 15);
        append(buffer, ENTRY, 400);

        assertThat(headersFor(415)).hasSize(15).startsWith(Frames.at(430), Frames.at(431));
        assertThat(headersFor(1000)).hasSize(30).startsWith(Frames.at(0), Frames.at(1));
    }

    @Test
    void joinerInAnOldLinkReadsTheNewHeadersInLine() {
        append(buffer, LINK_START, 10);
        append(buffer, ENTRY, 400);
        append(buffer, LINK_START, 15);
        append(buffer, ENTRY, 400);

        StreamBuffer.Entry entry = buffer.join(1000).orElseThrow();

        assertThat(entry.cursor().position()).isEqualTo(10);
        Frames.read(entry.cursor(), 825);
    }

    @Test
    void headersOutliveTheQueue() {
        append(buffer, LINK_START, 10);
        appendMany(1000, ENTRY, 400);

        assertThat(headersFor(0)).hasSize(10).startsWith(Frames.at(0));
    }

    @Test
    void headersOfALinkThatHasPassedAreForgotten() {
        append(buffer, LINK_START, 10);
        append(buffer, ENTRY, 400);
        append(buffer, LINK_START, 20);
        appendMany(1000, ENTRY, 400);

        assertThat(headersFor(Integer.MAX_VALUE)).hasSize(20);
    }

    @Test
    void formatWithoutHeadersHasNone() {
        append(buffer, ENTRY, 400);

        assertThat(headersFor(0)).isEmpty();
    }

    @Test
    void cursorFallsBehindWhenTheQueuePassesIt() {
        append(buffer, ENTRY, 400);
        Cursor cursor = buffer.join(400).orElseThrow().cursor();

        append(buffer, ENTRY, LENGTH - 400);
        assertThat(buffer.hasPassed(cursor)).isFalse();
        append(buffer, ENTRY, 1);
        assertThat(buffer.hasPassed(cursor)).isTrue();
    }

    @Test
    void cursorThatHasFallenBehindStillReadsTheRightBytes() {
        append(buffer, ENTRY, 400);
        Cursor cursor = buffer.join(400).orElseThrow().cursor();
        appendMany(1000, ENTRY, 400);

        Frames.read(cursor, buffer.head());
    }

    @Test
    void frameMayBeLargerThanASegment() {
        append(buffer, ENTRY, 3 * Segment.SIZE + 7);
        append(buffer, ENTRY, Segment.SIZE);

        Frames.read(buffer.join(QUEUE + Segment.SIZE).orElseThrow().cursor(), 4L * Segment.SIZE + 7);
    }

    @Test
    void newestFrameStaysWholeHoweverSmallTheQueue() {
        StreamBuffer tiny = buffer(0, 0);
        append(tiny, ENTRY, 400);
        append(tiny, ENTRY, 3 * Segment.SIZE);

        Cursor cursor = tiny.join(0).orElseThrow().cursor();

        assertThat(cursor.position()).isEqualTo(400);
        assertThat(tiny.hasPassed(cursor)).isFalse();
        Frames.read(cursor, tiny.head());
    }

    @Test
    void queueMayGrowAndShrinkWhileItIsRead() {
        appendMany(1000, ENTRY, 400);
        Cursor cursor = buffer.join(QUEUE).orElseThrow().cursor();

        buffer.resize(BufferSize.ofBytes(2 * QUEUE), BufferSize.ofBytes(2 * QUEUE));
        appendMany(200, ENTRY, 400);
        assertThat(buffer.hasPassed(cursor)).isFalse();
        assertThat(joinPosition(Integer.MAX_VALUE)).isEqualTo(400_000 - QUEUE);

        buffer.resize(BufferSize.ofBytes(1000), BufferSize.ofBytes(1000));
        appendMany(1, ENTRY, 400);
        assertThat(buffer.hasPassed(cursor)).isTrue();
        assertThat(joinPosition(Integer.MAX_VALUE)).isEqualTo(buffer.head() - 800);
    }

    @Test
    void queueOfTheLargestSizeIsNoTrouble() {
        StreamBuffer large = buffer(Integer.MAX_VALUE, Integer.MAX_VALUE);
        append(large, ENTRY, 400);
        append(large, ENTRY, 400);

        assertThat(large.tail()).isZero();
        assertThat(large.join(Integer.MAX_VALUE).orElseThrow().cursor().position())
                .isZero();
    }

    @Test
    void cursorAtTheHeadHasNothingToReadUntilMoreComes() {
        append(buffer, ENTRY, Segment.SIZE);
        Cursor cursor = buffer.join(Segment.SIZE).orElseThrow().cursor();
        Frames.read(cursor, Segment.SIZE);

        assertThat(cursor.run(buffer.head())).isZero();
        append(buffer, ENTRY, 5);
        Frames.read(cursor, Segment.SIZE + 5);
    }

    @Property(tries = 200)
    void whereverOneJoinsTheBytesAreTheStreams(
            @ForAll @IntRange(max = 60_000) int queue,
            @ForAll @IntRange(max = 80_000) int burst,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 40_000) Integer> lengths) {
        StreamBuffer any = buffer(queue, queue);
        List<Cursor> cursors = new ArrayList<>();
        for (int length : lengths) {
            append(any, length % 3 == 0 ? CONTINUATION : ENTRY, length);
            any.join(burst).ifPresent(entry -> {
                assertThat(any.hasPassed(entry.cursor())).isFalse();
                cursors.add(entry.cursor());
            });
        }

        cursors.forEach(cursor -> Frames.read(cursor, any.head()));
    }

    /**
     * One writer at full speed, until each of the readers who join, verify every byte and join again has read enough.
     */
    @Test
    void readersSeeEveryByteWhileTheWriterWrites() throws Exception {
        StreamBuffer shared = buffer(1 << 20, 1 << 20);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(5);
        try {
            Future<?> writer = threads.submit(() -> write(shared, over));
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readers.add(threads.submit(() -> readAndVerify(shared)));
            }
            for (Future<?> reader : readers) {
                reader.get(30, TimeUnit.SECONDS);
            }
            over.set(true);
            writer.get(30, TimeUnit.SECONDS);
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    private static void write(StreamBuffer shared, AtomicBoolean over) {
        Frame.Kind[] kinds = {ENTRY, CONTINUATION, ENTRY, LINK_START, HEADER};
        for (int i = 0; !over.get(); i++) {
            append(
                    shared,
                    kinds[i % kinds.length],
                    1 + ThreadLocalRandom.current().nextInt(3000));
        }
    }

    private static void readAndVerify(StreamBuffer shared) {
        long read = 0;
        while (read < ENOUGH && !Thread.currentThread().isInterrupted()) {
            Cursor cursor = shared.join(ThreadLocalRandom.current().nextInt(1 << 20))
                    .map(StreamBuffer.Entry::cursor)
                    .orElse(null);
            for (int visit = 0; cursor != null && visit < 100 && !shared.hasPassed(cursor); visit++) {
                long from = cursor.position();
                Frames.read(cursor, shared.head());
                read += cursor.position() - from;
            }
        }
    }

    private static StreamBuffer buffer(int queue, int burst) {
        return new StreamBuffer(BufferSize.ofBytes(queue), BufferSize.ofBytes(burst), () -> 0);
    }

    private void appendMany(int count, Frame.Kind kind, int length) {
        for (int i = 0; i < count; i++) {
            append(buffer, kind, length);
        }
    }

    private long joinPosition(int burst) {
        return buffer.join(burst).orElseThrow().cursor().position();
    }

    private byte[] headersFor(int burst) {
        return buffer.join(burst).orElseThrow().headers();
    }
}
