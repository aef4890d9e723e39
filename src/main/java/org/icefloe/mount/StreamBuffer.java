package org.icefloe.mount;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.icefloe.config.BufferSize;
import org.icefloe.format.Frame;
import org.icefloe.time.Ticker;

/**
 * What a mount has in memory of its stream: a chain of {@link Segment}s, one writer, any number of {@link Cursor}s.
 *
 * <pre>
 *      tail                 burst             head
 *       |            queue    |                 |
 *   ----+---------------+-----+-----------------+
 *   ... | segment       | segment    | segment  | not yet written
 *                           e    e   e   e    e        e: entries, where a decoder can begin
 * </pre>
 *
 * <p>Positions count the bytes of the stream since the mount began; they never repeat. The writer copies a frame behind
 * the head and then moves {@code head}, a volatile store; a reader loads {@code head} and may read everything before it
 * without a lock. A cursor behind the {@code tail} still reads correct bytes, for its segment is alive as long as it is
 * held; that it has fallen behind is for its owner to notice.
 *
 * <p>The buffer itself holds on to what somebody may still join at, a burst and a little more; what lies between that
 * and the tail is held by the cursors that are there, and by nobody if none is.
 *
 * <p>Reading takes no lock. Joining takes one, shared with the writer's bookkeeping of entries.
 */
public final class StreamBuffer {
    /**
     * How much longer the queue is than the burst, in bytes, at least: two of the largest Ogg pages. A listener must
     * not fall behind while its burst is still on the way to it.
     */
    static final int BEYOND_BURST = 128 * 1024;

    private final Ticker ticker;
    private final Object lock = new Object();

    /** Guarded by {@code lock}, as is {@link #times}. */
    private final EntryIndex entries = new EntryIndex();

    private final TimeIndex times = new TimeIndex();

    /** The segment that holds the oldest entry. Guarded by {@code lock}. */
    private Segment oldest;

    /** Where the next byte goes. Confined to the writer. */
    private Segment newest;

    /** Position behind the last byte written; stored by the writer alone. */
    private volatile long head;

    /** Position of the oldest byte in the queue; stored by the writer alone. Never moves back. */
    private volatile long tail;

    private volatile BufferSize queueSize;
    private volatile BufferSize burstSize;

    /**
     * An empty buffer.
     *
     * @param queueSize how far a reader may fall behind
     * @param burstSize how far behind the head joining begins at most
     */
    public StreamBuffer(BufferSize queueSize, BufferSize burstSize, Ticker ticker) {
        this.queueSize = queueSize;
        this.burstSize = burstSize;
        this.ticker = ticker;
        this.newest = new Segment(0);
        this.oldest = newest;
    }

    /** Adds a frame behind the head. To be called by one writer at a time. */
    public void append(Frame frame) {
        long position = head;
        long end = copy(frame.bytes(), position);
        synchronized (lock) {
            entries.add(frame, position);
            head = end;
            trim(position);
        }
    }

    private long copy(ByteBuffer source, long position) {
        ByteBuffer bytes = source.duplicate();
        long at = position;
        while (bytes.hasRemaining()) {
            if (at == newest.end()) {
                Segment fresh = new Segment(at);
                newest.next = fresh;
                newest = fresh;
            }
            int offset = (int) (at - newest.start);
            int length = Math.min(bytes.remaining(), Segment.SIZE - offset);
            bytes.get(newest.bytes, offset, length);
            at += length;
        }
        return at;
    }

    /**
     * Moves the tail, and lets go of what nobody can join at any more.
     *
     * @param newestFrame where the newest frame begins
     */
    private void trim(long newestFrame) {
        long burst = startOf(burstSize);
        long queue = Math.min(startOf(queueSize), burst - BEYOND_BURST);
        tail = Math.max(tail, Math.min(newestFrame, queue));
        long joinable = Math.max(tail, Math.min(entries.last(head), burst));
        while (oldest != newest && oldest.end() <= joinable) {
            oldest = Objects.requireNonNull(oldest.next);
        }
        entries.dropBefore(joinable);
        times.dropBefore(queueSize instanceof BufferSize.Time ? tail : joinable);
    }

    /** Where the last so many bytes, or so many seconds, of the stream begin. Guarded by {@code lock}. */
    private long startOf(BufferSize size) {
        if (size instanceof BufferSize.Time time) {
            long start = times.positionAt(ticker.nanos() - time.span().toNanos());
            return Math.max(start, head - BufferSize.MOST_TIMED_BYTES);
        }
        return head - ((BufferSize.Bytes) size).count();
    }

    /** Notes that everything up to the head has come by now. To be called by the writer, once for each portion. */
    void mark() {
        synchronized (lock) {
            times.mark(head, ticker.nanos());
        }
    }

    /** Position behind the last byte that may be read. */
    public long head() {
        return head;
    }

    /**
     * Position of the oldest byte in the queue; a cursor before it has fallen too far behind. However small the queue,
     * the newest frame is in it as a whole: else nobody could ever join.
     */
    public long tail() {
        return tail;
    }

    /** Whether a reader has fallen too far behind. */
    public boolean hasPassed(Cursor cursor) {
        return cursor.position() < tail;
    }

    /** Changes both sizes; takes effect with the next frame. */
    void resize(BufferSize queue, BufferSize burst) {
        queueSize = queue;
        burstSize = burst;
    }

    /** How fast the stream comes, in bit/s, over some seconds; 0 as long as that is not known. */
    public long bitsPerSecond() {
        synchronized (lock) {
            return times.bitsPerSecond();
        }
    }

    /** When the byte before a position came, in ns of the ticker; now, if none has come. */
    public long timeOf(long position) {
        synchronized (lock) {
            return times.timeOf(position, ticker.nanos());
        }
    }

    /** Whether somebody could join. */
    public boolean hasEntry() {
        synchronized (lock) {
            return entries.last(-1) >= 0;
        }
    }

    /**
     * Where a fresh reader begins: at the oldest entry within the burst, or else at the newest one before it.
     *
     * @param most how far behind the head to begin, in bytes, if that is less than the burst
     * @return empty as long as the queue holds no entry
     */
    public Optional<Entry> join(long most) {
        synchronized (lock) {
            return entries.nearest(Math.max(startOf(burstSize), head - most)).map(this::entry);
        }
    }

    /** The entry before another, if it is still there. */
    Optional<Entry> previous(Entry later) {
        synchronized (lock) {
            return entries.previous(later.cursor().position()).map(this::entry);
        }
    }

    /** How long a burst is now, in bytes. */
    public long burst() {
        synchronized (lock) {
            return head - startOf(burstSize);
        }
    }

    /**
     * Where a reader begins who has heard another stream up to a time: at what has come here since, but no further back
     * than the burst.
     *
     * @param time in ns of the ticker
     * @return empty as long as nothing has come at which a decoder could begin
     */
    public Optional<Entry> joinSince(long time) {
        synchronized (lock) {
            return entries.since(Math.max(startOf(burstSize), times.positionAt(time)))
                    .map(this::entry);
        }
    }

    /** Guarded by {@code lock}. */
    private Entry entry(EntryIndex.Found found) {
        return new Entry(cursorAt(found.position()), found.headers());
    }

    /** Guarded by {@code lock}. */
    private Cursor cursorAt(long position) {
        Segment segment = oldest;
        while (position >= segment.end()) {
            segment = Objects.requireNonNull(segment.next);
        }
        return new Cursor(segment, position);
    }

    /**
     * A place to begin.
     *
     * @param cursor stands on the first frame
     * @param headers what a decoder must be given before that frame; shared, not to be written to; empty for formats
     *     without
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Entry(Cursor cursor, byte[] headers) {}
}
