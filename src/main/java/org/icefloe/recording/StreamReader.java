package org.icefloe.recording;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.icefloe.format.Frame;
import org.icefloe.format.StreamParser;
import org.icefloe.format.ogg.Serials;
import org.icefloe.format.parser.StreamParsers;
import org.icefloe.mount.Cursor;
import org.icefloe.mount.Mount;
import org.icefloe.mount.StreamBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a mount's buffer frame by frame, without a gap.
 *
 * <p>A cursor holds everything behind it in memory. While a write hangs, that would be more with every second; so the
 * source's thread lets go of the cursor as soon as it has fallen behind, and no frame of this class's stack holds it
 * while frames are handed on.
 */
final class StreamReader {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final StreamBuffer buffer;
    private final StreamParser parser;
    private final AtomicReference<@Nullable Cursor> cursor;

    /** Headers that came with the entry, and are still to be read. */
    private ByteBuffer headers;

    /** Where in the stream the parser's first byte stands, and how many bytes it has made frames of. */
    private final long origin;

    private long framed;

    /** Position of the next byte to be read; written by the reader's thread, read by the source's. */
    private volatile long position;

    /** Takes frames. */
    interface Frames {
        /** @param position in the stream of the frame's first byte */
        void frame(Frame frame, long position);
    }

    private StreamReader(Mount mount, StreamBuffer.Entry entry) {
        this.buffer = mount.buffer();
        // What is in the buffer is numbered already: numbers of its own keep this parser from changing any.
        this.parser = new StreamParsers(new Serials(new SplittableRandom(0))).parserFor(mount.contentType());
        this.cursor = new AtomicReference<>(entry.cursor());
        this.headers = ByteBuffer.wrap(entry.headers()).asReadOnlyBuffer();
        this.position = entry.cursor().position();
        this.origin = position - headers.remaining();
    }

    /**
     * Begins where a decoder can.
     *
     * @param most how far behind the newest byte, in bytes, if that is less than the burst
     * @return empty as long as the stream has no such place
     */
    static Optional<StreamReader> join(Mount mount, long most) {
        return mount.buffer().join(most).map(entry -> new StreamReader(mount, entry));
    }

    /** Position of the next byte to be read. Any thread. */
    long position() {
        return position;
    }

    /**
     * Whether the queue has moved past this reader, or was found to have: one that was {@linkplain #letGo let go} reads
     * no more, even if it had caught up by then. Any thread.
     */
    boolean hasFallenBehind() {
        return cursor.get() == null || position < buffer.tail();
    }

    /** Gives up the place in the buffer, and with it what lies behind it; nothing is read any more. Any thread. */
    void letGo() {
        cursor.set(null);
    }

    /** Hands on all frames up to a position, headers first. */
    void read(long limit, Frames frames) {
        parse(headers, frames);
        headers = NOTHING;
        for (ByteBuffer run = take(limit); run.hasRemaining(); run = take(limit)) {
            parse(run, frames);
        }
    }

    private void parse(ByteBuffer bytes, Frames frames) {
        parser.read(bytes, frame -> {
            long at = origin + framed + parser.skippedBytes();
            framed += frame.bytes().remaining();
            frames.frame(frame, at);
        });
    }

    /** The next run of bytes, in the buffer's own memory. */
    private ByteBuffer take(long limit) {
        Cursor from = cursor.get();
        int length = from == null ? 0 : from.run(limit);
        if (from == null || length == 0) {
            return NOTHING;
        }
        ByteBuffer run =
                ByteBuffer.wrap(from.array(), from.offset(), length).slice().asReadOnlyBuffer();
        from.advance(length);
        position = from.position();
        return run;
    }
}
