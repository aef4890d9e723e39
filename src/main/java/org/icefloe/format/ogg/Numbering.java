package org.icefloe.format.ogg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How the pages that listeners are sent are numbered, seen from the source's. A gap in the source's numbers stays a
 * gap: it tells a decoder that a page is missing, and that what is continued behind it has lost its beginning.
 *
 * @param serial of the logical stream
 * @param sequenceShift added to the number of a page
 * @param granuleShift added to the granule
 */
record Numbering(int serial, int sequenceShift, long granuleShift) {

    /** A stream that goes out as it comes in, but perhaps for its serial number. */
    static Numbering with(int serial) {
        return new Numbering(serial, 0, 0);
    }

    /** The page as listeners are sent it; the very same if nothing is different. */
    OggPage apply(OggPage page) {
        if (serial == page.serial() && sequenceShift == 0 && granuleShift == 0) {
            return page;
        }
        ByteBuffer copy = ByteBuffer.allocate(page.length()).order(ByteOrder.LITTLE_ENDIAN);
        copy.put(page.bytes()).flip();
        copy.putLong(OggProtocol.GRANULE_AT, granule(page));
        copy.putInt(OggProtocol.SERIAL_AT, serial);
        copy.putInt(OggProtocol.SEQUENCE_AT, page.sequence() + sequenceShift);
        return OggPage.sealed(copy);
    }

    /** A source that jumps back to before the link's beginning is taken to stand there. */
    private long granule(OggPage page) {
        long granule = page.granule();
        return granule == OggPageWriter.NO_GRANULE || granuleShift == 0 ? granule : Math.max(0, granule + granuleShift);
    }
}
