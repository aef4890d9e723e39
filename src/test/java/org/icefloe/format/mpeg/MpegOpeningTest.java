package org.icefloe.format.mpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.icefloe.format.SampleStream;
import org.junit.jupiter.api.Test;

class MpegOpeningTest {
    /** MPEG-1, mono, 32 kbit/s at 44.1 kHz: 104 bytes, of which 83 are main data. */
    private static final String MONO = "fffb10c0";

    private static final int FRAME = 104;
    private static final int MAIN = 83;

    private final MpegOpening opening = new MpegOpening();

    @Test
    void framesAreSilentUntilTheirSoundIsThere() {
        ByteBuffer frames = frames(MONO, 1, MAIN + 1, 2 * MAIN, 3 * MAIN);
        ByteBuffer opened = opening.open(frames);
        assertThat(opened.remaining()).isEqualTo(2 * FRAME);
        assertThat(frames.position()).isEqualTo(2 * FRAME);
        assertThat(begins(opened)).containsExactly(0, MAIN);
    }

    @Test
    void aSilentFrameKeepsHeaderAndMainDataAndHasNoSideInfoButItsBegin() {
        byte[] original = frames(MONO, 1, MAIN + 1, 0).array();
        byte[] opened = opening.open(ByteBuffer.wrap(original)).array();
        assertThat(Arrays.copyOfRange(opened, FRAME, FRAME + 4))
                .isEqualTo(HexFormat.of().parseHex(MONO));
        assertThat(Arrays.copyOfRange(opened, FRAME + 4, FRAME + 21))
                .isEqualTo(HexFormat.of().parseHex("2980" + "00".repeat(15)));
        assertThat(Arrays.copyOfRange(opened, FRAME + 21, 2 * FRAME))
                .isEqualTo(Arrays.copyOfRange(original, FRAME + 21, 2 * FRAME));
    }

    @Test
    void framesThatAreWholeAreLeftAlone() {
        ByteBuffer frames = frames(MONO, 0, 200, 300);
        assertThat(opening.open(frames).hasRemaining()).isFalse();
        assertThat(frames.position()).isZero();
    }

    @Test
    void whatWasShownIsNotChanged() {
        ByteBuffer frames = frames(MONO, 500, 500, 500);
        byte[] before = frames.array().clone();
        opening.open(frames);
        assertThat(frames.array()).isEqualTo(before);
    }

    @Test
    void ofTooFewFramesAllAreSilentAndAFrameCutOffIsNotTaken() {
        ByteBuffer frames = frames(MONO, 500, 500, 500);
        frames.limit(3 * FRAME - 1);
        assertThat(opening.open(frames).remaining()).isEqualTo(2 * FRAME);
        assertThat(frames.remaining()).isEqualTo(FRAME - 1);
    }

    @Test
    void lookBackIsEnoughForTheFullestReservoirAtTheLowestBitRate() {
        int[] full = IntStream.range(0, 30).map(i -> 511).toArray();
        ByteBuffer frames = frames("fffb1400", full);
        assertThat(opening.open(frames).remaining()).isLessThan(opening.lookBack() - FRAME);
    }

    @Test
    void theChecksumOfASilentFrameIsRight() {
        ByteBuffer opened = opening.open(frames("fffa10c0", 1, 1, 0));
        assertThat(opened.getShort(4)).isEqualTo(bitwiseCrc("10c0" + "00".repeat(17)));
    }

    @Test
    void begunInAVersion2StreamItStopsAtTheFirstFrameThatIsWhole() {
        ByteBuffer frames = ByteBuffer.wrap(SampleStream.MP3_LOW_RATE.bytes());
        frames.position(SampleStream.MP3_LOW_RATE.bytes().length / 2);
        while (MpegFrameHeader.at(frames, frames.position()).isEmpty()) {
            frames.get();
        }
        ByteBuffer opened = opening.open(frames);
        assertThat(opened.remaining()).isBetween(104, 4 * 105);
        assertThat(Layer3Frame.at(frames, frames.position()).orElseThrow().begin(frames))
                .isLessThanOrEqualTo(opened.remaining());
    }

    @Test
    void layerTwoAndWhatIsNoFrameNeedNothing() {
        ByteBuffer layer2 = ByteBuffer.wrap(SampleStream.MP2.bytes());
        assertThat(opening.open(layer2).hasRemaining()).isFalse();
        assertThat(opening.open(ByteBuffer.allocate(3)).hasRemaining()).isFalse();
        assertThat(opening.open(ByteBuffer.allocate(2000)).hasRemaining()).isFalse();
    }

    /** Frames with one header, full of ones, each with a begin of its own. */
    private static ByteBuffer frames(String header, int... begins) {
        byte[] head = HexFormat.of().parseHex(header);
        int length = MpegFrameHeader.at(ByteBuffer.wrap(head), 0).orElseThrow().frameBytes();
        ByteBuffer frames = ByteBuffer.allocate(length * begins.length);
        Arrays.fill(frames.array(), (byte) 0xff);
        for (int i = 0; i < begins.length; i++) {
            int sideInfo = (head[1] & 1) == 0 ? 6 : 4;
            frames.put(i * length, head).putShort(i * length + sideInfo, (short) (begins[i] << 7 | 0x7f));
        }
        return frames;
    }

    private static int[] begins(ByteBuffer frames) {
        return IntStream.iterate(0, at -> at < frames.limit(), at -> at + FRAME)
                .map(at -> Layer3Frame.at(frames, at).orElseThrow().begin(frames))
                .toArray();
    }

    /** As ISO/IEC 11172-3 §2.4.3.1 draws it, one bit after the other. */
    private static short bitwiseCrc(String hex) {
        int register = 0xffff;
        for (byte b : HexFormat.of().parseHex(hex)) {
            for (int bit = 7; bit >= 0; bit--) {
                int feedback = register >> 15 & 1 ^ b >> bit & 1;
                register = register << 1 & 0xffff ^ feedback * 0x8005;
            }
        }
        return (short) register;
    }
}
