package org.icefloe.stats.history;

/**
 * Bytes of streams, without heads.
 *
 * @param in from sources
 * @param out to listeners
 */
public record Traffic(long in, long out) {
    static final Traffic NONE = new Traffic(0, 0);

    Traffic plus(Traffic other) {
        return new Traffic(in + other.in, out + other.out);
    }

    Traffic minus(Traffic earlier) {
        return new Traffic(in - earlier.in, out - earlier.out);
    }
}
