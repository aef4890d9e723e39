package org.icefloe.mount;

import java.util.Objects;

/**
 * A reader's place in a {@link StreamBuffer}. It shows the stream as runs of bytes in memory that is shared and must
 * not be written to. Confined to the thread of its reader.
 */
public final class Cursor {
    private Segment segment;
    private long position;

    Cursor(Segment segment, long position) {
        this.segment = segment;
        this.position = position;
    }

    /**
     * A reader's place in bytes that are heard before a stream: headers, or an intro.
     *
     * @param bytes shared, not to be written to
     * @param end the position of the stream behind the last of them
     */
    public static Cursor before(long end, byte[] bytes) {
        return new Cursor(new Segment(end - bytes.length, bytes), end - bytes.length);
    }

    /** Position of the next byte to be read. */
    public long position() {
        return position;
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

    /** Copies what comes next, without stepping over it: up to so many bytes, and none behind {@code limit}. */
    public byte[] peek(int most, long limit) {
        Cursor ahead = new Cursor(segment, position);
        byte[] bytes = new byte[(int) Math.max(0, Math.min(most, limit - position))];
        int copied = 0;
        while (copied < bytes.length) {
            int run = Math.min(ahead.run(limit), bytes.length - copied);
            System.arraycopy(ahead.array(), ahead.offset(), bytes, copied, run);
            ahead.advance(run);
            copied += run;
        }
        return bytes;
    }
}
