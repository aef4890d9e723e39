package org.icefloe.format.mpeg;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.icefloe.format.mpeg.MpegFrameHeader.Version;

/**
 * Where the parts of a layer III frame stand (ISO/IEC 11172-3 §2.4.1.7, 13818-3 §2.4.1.7).
 *
 * <pre>
 *     | header, 4 | CRC, 2, if protected | side info, 9 to 32 | main data ...            |
 *                                        | begin, 9 or 8 bits
 *
 *     main data of all frames    ...=======|=========|=========|=========|...
 *     begin                         &lt;----- |
 *     sound of this frame           [==========]
 * </pre>
 *
 * <p>The sound of a frame need not begin in the frame: {@code begin} says how many bytes of main data before it belong
 * to it. Headers and side info in between do not count.
 *
 * @param at where the frame begins, an index
 * @param header of the frame
 * @param isProtected whether there is a CRC
 */
record Layer3Frame(int at, MpegFrameHeader header, boolean isProtected) {
    /** The longest header, CRC and side info together, in bytes. */
    static final int MOST_OVERHEAD = 38;

    private static final int CRC_BYTES = 2;
    private static final int CRC_POLYNOMIAL = 0x8005;

    /**
     * The frame that begins at an index, if one of layer III does, and it ends before the limit.
     *
     * @param bytes any buffer; its position means nothing
     */
    static Optional<Layer3Frame> at(ByteBuffer bytes, int index) {
        if (bytes.limit() - index < MpegFrameHeader.BYTES) {
            return Optional.empty();
        }
        return MpegFrameHeader.at(bytes, index)
                .filter(header -> header.layer() == 3)
                .map(header -> new Layer3Frame(index, header, (bytes.get(index + 1) & 1) == 0))
                .filter(frame -> frame.end() <= bytes.limit() && frame.mainDataAt() <= frame.end());
    }

    /** Index behind the frame. */
    int end() {
        return at + header.frameBytes();
    }

    int sideInfoAt() {
        return at + MpegFrameHeader.BYTES + (isProtected ? CRC_BYTES : 0);
    }

    int mainDataAt() {
        return sideInfoAt() + sideInfoBytes();
    }

    int mainDataBytes() {
        return end() - mainDataAt();
    }

    private int sideInfoBytes() {
        boolean stereo = header.channels() == 2;
        if (header.version() == Version.MPEG_1) {
            return stereo ? 32 : 17;
        }
        return stereo ? 17 : 9;
    }

    /** How many bytes of main data before this frame belong to it: up to 511, or 255 unless it is MPEG-1. */
    int begin(ByteBuffer bytes) {
        int first = bytes.get(sideInfoAt()) & 0xff;
        return header.version() == Version.MPEG_1 ? first << 1 | (bytes.get(sideInfoAt() + 1) & 0xff) >> 7 : first;
    }

    /**
     * Takes the sound out of the frame and leaves its main data, which may belong to frames behind it.
     *
     * @param begin what the frame is to say: decoders keep no more of the main data before it than that
     */
    void silence(int begin, ByteBuffer bytes) {
        bytes.put(sideInfoAt(), new byte[sideInfoBytes()]);
        if (header.version() == Version.MPEG_1) {
            bytes.putShort(sideInfoAt(), (short) (begin << 7));
        } else {
            bytes.put(sideInfoAt(), (byte) begin);
        }
        if (isProtected) {
            bytes.putShort(at + MpegFrameHeader.BYTES, (short) crc(bytes));
        }
    }

    /** Of the second half of the header and of the side info. */
    private int crc(ByteBuffer bytes) {
        int crc = crc(crc(0xffff, bytes.get(at + 2)), bytes.get(at + 3));
        for (int i = sideInfoAt(); i < mainDataAt(); i++) {
            crc = crc(crc, bytes.get(i));
        }
        return crc;
    }

    private static int crc(int before, byte next) {
        int crc = before ^ (next & 0xff) << 8;
        for (int bit = 0; bit < 8; bit++) {
            crc = crc << 1 ^ ((crc & 0x8000) == 0 ? 0 : CRC_POLYNOMIAL);
        }
        return crc & 0xffff;
    }
}
