package org.icefloe.files;

/**
 * A run of bytes, as RFC 9110 counts them: the last one belongs to it.
 *
 * @param first position, from 0
 * @param last position, not before the first
 */
record ByteRange(long first, long last) {
    long length() {
        return last - first + 1;
    }

    /** Whether there is no byte between the two. */
    boolean touches(ByteRange other) {
        return first <= other.last + 1 && other.first <= last + 1;
    }

    /** From the first byte of both to the last. */
    ByteRange with(ByteRange other) {
        return new ByteRange(Math.min(first, other.first), Math.max(last, other.last));
    }

    /** The value of {@code Content-Range}. */
    String of(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
