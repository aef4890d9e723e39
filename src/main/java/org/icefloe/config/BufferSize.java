package org.icefloe.config;

import java.time.Duration;

/** How much of a stream: so many bytes, or as many as come in so long a time. */
public sealed interface BufferSize {
    /** The most of anything timed, in bytes: an error in a stream's timing must not cost the heap. */
    int MOST_TIMED_BYTES = 64 << 20;

    /**
     * A number of bytes.
     *
     * @param count 0 or more
     */
    record Bytes(int count) implements BufferSize {
        @Override
        public int mostBytes() {
            return count;
        }

        @Override
        public boolean exceeds(BufferSize other) {
            return other instanceof Bytes bytes && count > bytes.count;
        }

        @Override
        public String toString() {
            return Integer.toString(count);
        }
    }

    /**
     * What comes in a span of time, and at most {@link #MOST_TIMED_BYTES}.
     *
     * @param span zero or more
     */
    record Time(Duration span) implements BufferSize {
        @Override
        public int mostBytes() {
            return MOST_TIMED_BYTES;
        }

        @Override
        public boolean exceeds(BufferSize other) {
            return other instanceof Time time && span.compareTo(time.span) > 0;
        }

        @Override
        public String toString() {
            return Spans.format(span);
        }
    }

    /** The most it can be, in bytes. */
    int mostBytes();

    /** Whether it is more than another; false where one is bytes and the other time, which only a stream relates. */
    boolean exceeds(BufferSize other);

    /** That many bytes. */
    static BufferSize ofBytes(int count) {
        return new Bytes(count);
    }

    /** What comes in that time. */
    static BufferSize ofTime(Duration span) {
        return new Time(span);
    }
}
