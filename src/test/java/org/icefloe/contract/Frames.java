package org.icefloe.contract;

import java.nio.ByteBuffer;

/**
 * MPEG audio that says where it is: each frame holds its own number.
 *
 * <pre>
 *   FF FB 90 00   MPEG-1 layer III, 128 kbit/s, 44100 Hz, no padding: 417 bytes
 *   0 n n n       number of the frame
 *   11 11 ...     to its end
 * </pre>
 */
final class Frames {
    static final int LENGTH = 417;
    private static final int HEADER = 0xFFFB9000;
    private static final int FILLER = 0x11;

    private Frames() {}

    /** Frames of the numbers from {@code first} on. */
    static byte[] of(int first, int count) {
        ByteBuffer frames = ByteBuffer.allocate(count * LENGTH);
        for (int i = first; i < first + count; i++) {
            frames.putInt(HEADER).putInt(escape(i));
            while (frames.position() % LENGTH != 0) {
                frames.put((byte) FILLER);
            }
        }
        return frames.array();
    }

    /** Seven bits in each byte, so that none looks like the beginning of a frame. */
    private static int escape(int number) {
        return number >> 14 << 16 | (number >> 7 & 0x7F) << 8 | number & 0x7F;
    }

    /** The number of the frame at the beginning, or -1 if none begins there. */
    static int numberOf(byte[] bytes) {
        ByteBuffer frame = ByteBuffer.wrap(bytes);
        int header = frame.getInt();
        int escaped = frame.getInt();
        return header == HEADER ? (escaped >> 16) << 14 | (escaped >> 8 & 0x7F) << 7 | escaped & 0x7F : -1;
    }
}
