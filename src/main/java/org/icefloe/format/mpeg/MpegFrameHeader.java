package org.icefloe.format.mpeg;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.icefloe.format.StreamInfo;
import org.icefloe.format.framing.FrameHeader;

/**
 * The header of an MPEG audio frame (ISO/IEC 11172-3 §2.4.1.3; version 2.5 is an extension without a standard).
 *
 * <pre>
 *     byte 0            1                 2                 3
 *     1 1 1 1 1 1 1 1   1 1 1 V V L L P   B B B B S S D X   M M J J C O E E
 *     V  version       0 2.5, 2 MPEG-2, 3 MPEG-1         S  sample rate, row of a table by V
 *     L  layer         3 I, 2 II, 1 III                  D  one slot of padding
 *     P  0: a CRC follows                                M  3: one channel, else two
 *     B  bit rate, row of a table by V and L; 0 "free", 15 forbidden
 * </pre>
 *
 * @param version which standard
 * @param layer 1, 2 or 3
 * @param bitrate in bit/s
 * @param sampleRate in Hz
 * @param channels 1 or 2
 * @param padded whether the frame is one slot longer than its bit rate says
 */
public record MpegFrameHeader(Version version, int layer, int bitrate, int sampleRate, int channels, boolean padded)
        implements FrameHeader {
    /** The length of the header, in bytes. */
    public static final int BYTES = 4;

    /** Which standard a frame follows: they differ in sample rates and bit rates. */
    public enum Version {
        MPEG_1(44_100, 48_000, 32_000),
        MPEG_2(22_050, 24_000, 16_000),
        MPEG_2_5(11_025, 12_000, 8_000);

        private final int[] sampleRates;

        Version(int... sampleRates) {
            this.sampleRates = sampleRates;
        }
    }

    private static final int[] MPEG_1_LAYER_1 = {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448};
    private static final int[] MPEG_1_LAYER_2 = {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384};
    private static final int[] MPEG_1_LAYER_3 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] MPEG_2_LAYER_1 = {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256};
    private static final int[] MPEG_2_OTHERS = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int FREE = 0;
    private static final int FORBIDDEN = 15;

    /**
     * The header at an index, or nothing if what stands there is none, or of free format.
     *
     * @param bytes at least {@value #BYTES} bytes from the index on
     */
    public static Optional<MpegFrameHeader> at(ByteBuffer bytes, int index) {
        if (bytes.get(index) != (byte) 0xff || (bytes.get(index + 1) & 0xe0) != 0xe0) {
            return Optional.empty();
        }
        return parse(bytes.get(index + 1), bytes.get(index + 2), bytes.get(index + 3));
    }

    private static Optional<MpegFrameHeader> parse(int second, int third, int fourth) {
        int version = second >> 3 & 3;
        int layer = 4 - (second >> 1 & 3);
        int bitrate = third >> 4 & 15;
        int sampleRate = third >> 2 & 3;
        if (version == 1 || layer == 4 || bitrate == FREE || bitrate == FORBIDDEN || sampleRate == 3) {
            return Optional.empty();
        }
        Version standard = version(version);
        return Optional.of(new MpegFrameHeader(
                standard,
                layer,
                1000 * bitrates(standard, layer)[bitrate],
                standard.sampleRates[sampleRate],
                (fourth >> 6 & 3) == 3 ? 1 : 2,
                (third & 2) != 0));
    }

    private static Version version(int code) {
        return switch (code) {
            case 0 -> Version.MPEG_2_5;
            case 2 -> Version.MPEG_2;
            default -> Version.MPEG_1;
        };
    }

    private static int[] bitrates(Version version, int layer) {
        if (version != Version.MPEG_1) {
            return layer == 1 ? MPEG_2_LAYER_1 : MPEG_2_OTHERS;
        }
        return switch (layer) {
            case 1 -> MPEG_1_LAYER_1;
            case 2 -> MPEG_1_LAYER_2;
            default -> MPEG_1_LAYER_3;
        };
    }

    @Override
    public int frameBytes() {
        return (samples() / slotBits() * bitrate / sampleRate + (padded ? 1 : 0)) * (slotBits() / 8);
    }

    /** Samples of each channel that the frame holds. */
    public int samples() {
        return switch (layer) {
            case 1 -> 384;
            case 2 -> 1152;
            default -> version == Version.MPEG_1 ? 1152 : 576;
        };
    }

    @Override
    public long nanos() {
        return NANOS_PER_SECOND * samples() / sampleRate;
    }

    /** {@inheritDoc} A file's index is none. */
    @Override
    public boolean isSound(ByteBuffer frame) {
        return layer != 3 || !IndexFrame.is(frame);
    }

    /** The unit in which frames are measured: four bytes in layer I, else one. */
    private int slotBits() {
        return layer == 1 ? 32 : 8;
    }

    /** The bit rate may change from frame to frame, and padding does. */
    @Override
    public boolean continues(FrameHeader other) {
        return other instanceof MpegFrameHeader that
                && version == that.version
                && layer == that.layer
                && sampleRate == that.sampleRate
                && channels == that.channels;
    }

    /** Codec names {@code MP1}, {@code MP2}, {@code MP3} by layer; the bit rate is this frame's. */
    @Override
    public StreamInfo info() {
        return new StreamInfo(List.of("MP" + layer), sampleRate, channels, bitrate);
    }
}
