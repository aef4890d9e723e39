package org.icefloe.mount;

import java.util.Objects;

/**
 * A reader's place in a {@link StreamBuffer}. It shows the stream as runs of bytes in memory that is shared and must
 * not be written to. Confined to the thread of its reader.
 */
public final class Cursor {
    private final StreamBuffer buffer;
    private Segment segment;
    private long position;

    Cursor(StreamBuffer buffer, Segment segment, long position) {
        this.buffer = buffer;
        this.segment = segment;
        this.position = position;
    }

    /** Position of the next byte to be read. */
    public long position() {
        return position;
    }

    /** Whether the queue has moved past this cursor. */
    public boolean hasFallenBehind() {
        return position < buffer.tail();
    }

    /**
     * How many bytes before {@code limit} lie in one piece from {@link #offset()} on in {@link #array()}.
     *
     * @param limit a value of {@link StreamBuffer#head()} read before, or less
     */
    public int run(long limit) {
        if (position >= limit) {
            return 0;
        }
        if (position == segment.end()) {
            segment = Objects.requireNonNull(segment.next);
        }
        return (int) (Math.min(limit, segment.end()) - position);
    }

    /** The memory of the present run; valid after {@link #run} answered more than 0. */
    public byte[] array() {
        return segment.bytes;
    }

    /** Where the present run begins in {@link #array()}. */
    public int offset() {
        return (int) (position - segment.start);
    }

    /** Steps over bytes of the present run. */
    public void advance(int bytes) {
        position += bytes;
    }
}
