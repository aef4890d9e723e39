package org.icefloe.format.ebml;

import java.nio.ByteBuffer;

/**
 * What an EBML element begins with (RFC 8794 §4 to §6).
 *
 * <pre>
 *     | ID, 1 to 4 bytes | size, 1 to 8 bytes | size bytes of content ...
 *
 *     first byte     length      value
 *     1xxxxxxx       1 byte      7 bits; the ID keeps the leading 1 that tells the length, the size does not
 *     01xxxxxx ...   2 bytes     14 bits
 *     001xxxxx ...   3 bytes     21 bits, and so on
 *     a size of nothing but ones is not known: the element ends where one begins that cannot be in it
 * </pre>
 *
 * @param id with its leading 1
 * @param bytes the length of this header, in bytes
 * @param size the length of the content, in bytes, or {@link #UNKNOWN}
 */
record ElementHeader(int id, int bytes, long size) {
    /** The size of an element that does not tell it. */
    static final long UNKNOWN = -1;

    private static final int MAX_ID_BYTES = 4;
    private static final int MAX_SIZE_BYTES = 8;

    /**
     * How long the header at the position is, in bytes, as far as can be seen; 0 if there can be none.
     *
     * @param window at least one byte; if there are fewer than the answer, ask again when there are as many
     */
    static int lengthAt(ByteBuffer window) {
        int at = window.position();
        int idBytes = lengthOf(window.get(at));
        if (idBytes > MAX_ID_BYTES) {
            return 0;
        }
        if (window.remaining() <= idBytes) {
            return idBytes + 1;
        }
        int sizeBytes = lengthOf(window.get(at + idBytes));
        return sizeBytes > MAX_SIZE_BYTES ? 0 : idBytes + sizeBytes;
    }

    /**
     * The header at the position.
     *
     * @param window all of the header
     */
    static ElementHeader at(ByteBuffer window) {
        int at = window.position();
        int idBytes = lengthOf(window.get(at));
        int sizeBytes = lengthOf(window.get(at + idBytes));
        long mask = (1L << 7 * sizeBytes) - 1;
        long size = unsigned(window, at + idBytes, sizeBytes) & mask;
        return new ElementHeader(
                (int) unsigned(window, at, idBytes), idBytes + sizeBytes, size == mask ? UNKNOWN : size);
    }

    boolean isOfUnknownSize() {
        return size == UNKNOWN;
    }

    /** The length of the whole element, whose size is known, in bytes. */
    long elementBytes() {
        return bytes + size;
    }

    /** How many bytes a number takes whose first one this is: 9 if it cannot be the first of any. */
    static int lengthOf(byte first) {
        return 1 + Integer.numberOfLeadingZeros((first & 0xff) << 24 | 0x00800000);
    }

    /** A number of up to 8 bytes. */
    static long unsigned(ByteBuffer bytes, int at, int length) {
        long value = 0;
        for (int i = at; i < at + length; i++) {
            value = value << 8 | bytes.get(i) & 0xff;
        }
        return value;
    }
}
