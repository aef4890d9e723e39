package org.icefloe.format.adts;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.icefloe.format.StreamInfo;
import org.icefloe.format.framing.FrameHeader;

/**
 * The header of an ADTS frame (ISO/IEC 14496-3 §1.A.2).
 *
 * <pre>
 *     byte 0     1          2          3          4          5          6
 *     11111111   1111I00P   QQSSSSxC   CCxxxxLL   LLLLLLLL   LLLxxxxx   xxxxxxNN
 *     I  1 MPEG-2, 0 MPEG-4          S  sample rate, row of a table
 *     P  0: a CRC of 2 bytes follows    C  channels, row of a table; 0: the frame itself says
 *     Q  profile less 1: 1 is AAC-LC    L  length of the frame, header included
 *     x  of no concern here             N  AAC blocks less 1
 * </pre>
 *
 * @param mpeg2 whether the frame follows MPEG-2, else MPEG-4
 * @param profile the audio object type: 1 Main, 2 LC, 3 SSR, 4 LTP
 * @param sampleRate of the AAC core, in Hz; SBR doubles it without a word in this header
 * @param channels of the AAC core, 0 if only the frame's content tells; parametric stereo doubles it
 * @param frameBytes the length of the whole frame, in bytes
 * @param blocks how often the frame holds 1024 samples of each channel, 1 to 4
 */
public record AdtsHeader(boolean mpeg2, int profile, int sampleRate, int channels, int frameBytes, int blocks)
        implements FrameHeader {
    /** The length of the header without its CRC, in bytes. */
    public static final int BYTES = 7;

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int SAMPLES_PER_BLOCK = 1024;
    private static final int CRC_BYTES = 2;
    private static final int[] SAMPLE_RATES = {
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350
    };
    private static final int[] CHANNELS = {0, 1, 2, 3, 4, 5, 6, 8};

    /**
     * The header at an index, or nothing if what stands there is none.
     *
     * @param bytes at least {@value #BYTES} bytes from the index on
     */
    public static Optional<AdtsHeader> at(ByteBuffer bytes, int index) {
        int second = bytes.get(index + 1);
        if (bytes.get(index) != (byte) 0xff || (second & 0xf6) != 0xf0) {
            return Optional.empty();
        }
        int third = bytes.get(index + 2);
        int fourth = bytes.get(index + 3);
        int sampleRate = third >> 2 & 15;
        int length = (fourth & 3) << 11 | (bytes.get(index + 4) & 0xff) << 3 | bytes.get(index + 5) >> 5 & 7;
        boolean hasCrc = (second & 1) == 0;
        if (sampleRate >= SAMPLE_RATES.length || length <= BYTES + (hasCrc ? CRC_BYTES : 0)) {
            return Optional.empty();
        }
        return Optional.of(new AdtsHeader(
                (second & 8) != 0,
                1 + (third >> 6 & 3),
                SAMPLE_RATES[sampleRate],
                CHANNELS[(third & 1) << 2 | fourth >> 6 & 3],
                length,
                1 + (bytes.get(index + 6) & 3)));
    }

    /** {@inheritDoc} SBR puts twice as many samples into the same time. */
    @Override
    public long nanos() {
        return NANOS_PER_SECOND * SAMPLES_PER_BLOCK * blocks / sampleRate;
    }

    @Override
    public boolean continues(FrameHeader other) {
        return other instanceof AdtsHeader that
                && mpeg2 == that.mpeg2
                && profile == that.profile
                && sampleRate == that.sampleRate
                && channels == that.channels;
    }

    /** Codec name {@code AAC}; the header tells no bit rate. */
    @Override
    public StreamInfo info() {
        return new StreamInfo(List.of("AAC"), sampleRate, channels, 0);
    }
}
