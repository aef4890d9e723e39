package org.icefloe.format.mpeg;

import java.nio.ByteBuffer;

/**
 * The frame that encoders put before all others of a file, to say how long it is and where to seek in it. It holds no
 * sound, and of a stream it says nothing that is true.
 *
 * <pre>
 *     LAME, Xing      | header, CRC, side info | "Xing" or "Info" | flags, 00 00 00 xx | counts, table ...
 *     Fraunhofer      | header, 4 | 32 bytes   | "VBRI"           | version, 00 01     | counts, table ...
 * </pre>
 */
final class IndexFrame {
    private static final int XING = 0x58696e67;
    private static final int INFO = 0x496e666f;
    private static final int VBRI = 0x56425249;
    private static final int VBRI_AT = MpegFrameHeader.BYTES + 32;
    private static final int TAG_BYTES = 8;

    private IndexFrame() {}

    /**
     * Whether a frame is one.
     *
     * @param frame a whole frame of MPEG audio
     */
    static boolean is(ByteBuffer frame) {
        return Layer3Frame.at(frame, frame.position())
                .filter(parsed -> isXing(frame, parsed.mainDataAt()) || isVbri(frame, parsed.at() + VBRI_AT))
                .isPresent();
    }

    private static boolean isXing(ByteBuffer frame, int at) {
        return frame.limit() - at >= TAG_BYTES
                && (frame.getInt(at) == XING || frame.getInt(at) == INFO)
                && frame.getInt(at + 4) >>> 8 == 0;
    }

    private static boolean isVbri(ByteBuffer frame, int at) {
        return frame.limit() - at >= TAG_BYTES && frame.getInt(at) == VBRI && frame.getShort(at + 4) == 1;
    }
}
