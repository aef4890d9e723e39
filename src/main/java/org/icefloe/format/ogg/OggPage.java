package org.icefloe.format.ogg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A view of one whole page; valid as long as the bytes it was cut from. */
public final class OggPage {
    private final ByteBuffer bytes;

    /** @param bytes exactly the page, from index 0 to the limit, big-endian as a fresh slice is */
    OggPage(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** A page that has everything but its checksum, which is put in. */
    static OggPage sealed(ByteBuffer page) {
        ByteBuffer bytes = page.order(ByteOrder.BIG_ENDIAN);
        bytes.putInt(OggProtocol.CRC_AT, Integer.reverseBytes(OggCrc.of(bytes)));
        return new OggPage(bytes);
    }

    /** The page from its capture pattern to the end of its body. */
    public ByteBuffer bytes() {
        return bytes.duplicate();
    }

    /** The length of the page, in bytes; at most 65,307. */
    public int length() {
        return bytes.limit();
    }

    /** Whether the body begins in the middle of a packet. */
    public boolean isContinued() {
        return hasFlag(OggProtocol.CONTINUED);
    }

    /** Whether this is the first page of its logical stream. */
    public boolean isBos() {
        return hasFlag(OggProtocol.BOS);
    }

    /** Whether this is the last page of its logical stream. */
    public boolean isEos() {
        return hasFlag(OggProtocol.EOS);
    }

    private boolean hasFlag(int flag) {
        return (flags() & flag) != 0;
    }

    int flags() {
        return bytes.get(OggProtocol.FLAGS_AT) & 0xff;
    }

    /** Where the last packet that ends here ends, in the codec's units; -1 if no packet ends here. */
    public long granule() {
        return Long.reverseBytes(bytes.getLong(OggProtocol.GRANULE_AT));
    }

    /** Which logical stream the page belongs to. */
    public int serial() {
        return Integer.reverseBytes(bytes.getInt(OggProtocol.SERIAL_AT));
    }

    /** The number of the page in its logical stream. */
    public int sequence() {
        return Integer.reverseBytes(bytes.getInt(OggProtocol.SEQUENCE_AT));
    }

    /** How many segments the body has, 0 to 255. */
    int segments() {
        return bytes.get(OggProtocol.SEGMENTS_AT) & 0xff;
    }

    /** The length of a segment, in bytes. */
    int lacing(int segment) {
        return bytes.get(OggProtocol.LACING_AT + segment) & 0xff;
    }

    /** The lengths of some segments, as they stand there. */
    byte[] lacing(int from, int to) {
        byte[] lacing = new byte[to - from];
        bytes.get(OggProtocol.LACING_AT + from, lacing);
        return lacing;
    }

    /** How many segments there are up to where the last packet ends; 0 if none ends here. */
    int completeSegments() {
        int segment = segments();
        while (segment > 0 && lacing(segment - 1) == OggProtocol.LACING_GOES_ON) {
            segment--;
        }
        return segment;
    }

    /** The part of the body that some segments make up. */
    ByteBuffer body(int from, int to) {
        int start = OggProtocol.LACING_AT + segments() + length(0, from);
        return bytes.slice(start, length(from, to));
    }

    private int length(int from, int to) {
        int length = 0;
        for (int segment = from; segment < to; segment++) {
            length += lacing(segment);
        }
        return length;
    }

    /** The body, in a buffer of its own from index 0 to the limit. */
    ByteBuffer body() {
        int start = OggProtocol.LACING_AT + segments();
        return bytes.slice(start, bytes.limit() - start);
    }

    /** The first byte of the first packet that begins here, 0 to 255; -1 if none does or it is empty. */
    int firstByteOfFreshPacket() {
        int at = OggProtocol.LACING_AT + segments();
        int segment = 0;
        if (isContinued()) {
            while (segment < segments() && lacing(segment) == OggProtocol.LACING_GOES_ON) {
                at += lacing(segment++);
            }
            at += segment < segments() ? lacing(segment++) : 0;
        }
        return segment < segments() && lacing(segment) > 0 ? bytes.get(at) & 0xff : -1;
    }

    /** Hands over the pieces of packets that make up the body, in their order. */
    void forEachPiece(PieceVisitor visitor) {
        int start = OggProtocol.LACING_AT + segments();
        boolean begins = !isContinued();
        int length = 0;
        for (int segment = 0; segment < segments(); segment++) {
            int lacing = lacing(segment);
            length += lacing;
            boolean ends = lacing < OggProtocol.LACING_GOES_ON;
            if (ends || segment == segments() - 1) {
                visitor.piece(bytes.slice(start, length), begins, ends);
                start += length;
                length = 0;
                begins = true;
            }
        }
    }

    /** Takes the part of a packet that lies on one page. */
    @FunctionalInterface
    interface PieceVisitor {
        /**
         * @param begins whether the packet begins with this piece
         * @param ends whether it ends with it
         */
        void piece(ByteBuffer piece, boolean begins, boolean ends);
    }
}
