package org.icefloe.contract;

import java.nio.ByteBuffer;

/** Ogg pages as they are, whatever serial number the server has given them. */
final class OggPages {
    private static final int SERIAL_AT = 14;
    private static final int CHECKSUM_AT = 22;
    private static final int SEGMENTS_AT = 26;

    private OggPages() {}

    /** The same pages without the serial numbers, and the checksums that follow from them. */
    static byte[] unnumbered(byte[] pages) {
        ByteBuffer copy = ByteBuffer.wrap(pages.clone());
        int at = 0;
        while (at + SEGMENTS_AT < pages.length) {
            copy.putInt(at + SERIAL_AT, 0).putInt(at + CHECKSUM_AT, 0);
            at += pageLength(pages, at);
        }
        return copy.array();
    }

    private static int pageLength(byte[] pages, int at) {
        int segments = pages[at + SEGMENTS_AT] & 0xff;
        int length = SEGMENTS_AT + 1 + segments;
        for (int i = 0; i < segments && at + SEGMENTS_AT + 1 + i < pages.length; i++) {
            length += pages[at + SEGMENTS_AT + 1 + i] & 0xff;
        }
        return length;
    }
}
