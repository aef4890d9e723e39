package org.icefloe.mount;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of a stream in memory. The writer fills it from front to back and never touches a byte again, so readers
 * share it without copying; once the buffer and every cursor have moved on, the garbage collector takes it.
 */
final class Segment {
    /**
     * Size of the writer's segments in bytes: four seconds of 128 kbit/s. Small enough for a thousand mounts, large
     * enough that a visit seldom crosses two.
     */
    static final int SIZE = 64 * 1024;

    final byte[] bytes;

    /** Stream position of the first byte. */
    final long start;

    /**
     * The stretch that follows. Written once by the writer, before it publishes the first byte in there by
     * {@code head}.
     */
    @Nullable
    Segment next;

    Segment(long start) {
        this(start, new byte[SIZE]);
    }

    /** One that is full from the beginning. */
    Segment(long start, byte[] bytes) {
        this.start = start;
        this.bytes = bytes;
    }

    long end() {
        return start + bytes.length;
    }
}
