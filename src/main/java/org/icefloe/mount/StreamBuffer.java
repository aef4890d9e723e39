package org.icefloe.mount;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.icefloe.format.Frame;

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
    private final Object lock = new Object();

    /** Guarded by {@code lock}. */
    private final EntryIndex entries = new EntryIndex();

    /** The segment that holds the oldest entry. Guarded by {@code lock}. */
    private Segment oldest;

    /** Where the next byte goes. Confined to the writer. */
    private Segment newest;

    /** Position behind the last byte written; stored by the writer alone. */
    private volatile long head;

    /** Position of the oldest byte in the queue; stored by the writer alone. Never moves back. */
    private volatile long tail;

    private volatile int queueSize;
    private volatile int burstSize;

    /**
     * An empty buffer.
     *
     * @param queueSize how far a reader may fall behind, in bytes
     * @param burstSize how far behind the head joining begins at most, in bytes
     */
    public StreamBuffer(int queueSize, int burstSize) {
        this.queueSize = queueSize;
        this.burstSize = burstSize;
        this.newest = new Segment(0);
        this.oldest = newest;
    }

    /** Adds a frame behind the head. To be called by the one writer only. */
    public void append(Frame frame) {
        long position = head;
        long end = copy(frame.bytes(), position);
        synchronized (lock) {
            entries.add(frame, position);
            head = end;
            tail = Math.max(tail, Math.min(position, end - queueSize));
            trim();
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

    /** Lets go of what nobody can join at any more. */
    private void trim() {
        long joinable = Math.max(tail, Math.min(entries.last(head), head - burstSize));
        while (oldest != newest && oldest.end() <= joinable) {
            oldest = Objects.requireNonNull(oldest.next);
        }
        entries.dropBefore(joinable);
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

    /** Changes both sizes, in bytes; takes effect with the next frame. */
    public void resize(int queue, int burst) {
        queueSize = queue;
        burstSize = burst;
    }

    /**
     * Where a fresh reader begins: at the oldest entry within the burst, or else at the newest one before it.
     *
     * @param burst how far behind the head to begin, in bytes; no more than the buffer's burst size
     * @return empty as long as the queue holds no entry
     */
    public Optional<Entry> join(int burst) {
        synchronized (lock) {
            return entries.nearest(head - burst).map(found -> new Entry(cursorAt(found.position()), found.headers()));
        }
    }

    /** Guarded by {@code lock}. */
    private Cursor cursorAt(long position) {
        Segment segment = oldest;
        while (position >= segment.end()) {
            segment = Objects.requireNonNull(segment.next);
        }
        return new Cursor(this, segment, position);
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
