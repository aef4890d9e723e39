package org.icefloe.format.mpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.icefloe.format.Frame;
import org.icefloe.format.Portions;
import org.icefloe.format.RecordingSink;
import org.icefloe.format.SampleStream;
import org.icefloe.format.StreamInfo;
import org.icefloe.format.StreamTags;
import org.junit.jupiter.api.Test;

class MpegParserTest {
    /** MPEG-1 layer III, 128 kbit/s, 44.1 kHz, no padding. */
    private static final byte[] FRAME = frame(0xfb, 0x90, 417);

    /** The same at 48 kHz. */
    private static final byte[] OTHER_RATE = frame(0xfb, 0x94, 384);

    private final MpegParser parser = new MpegParser();

    @Test
    void everyFrameIsAnEntry() {
        RecordingSink sink = read(FRAME, FRAME, FRAME);
        assertThat(sink.kinds()).containsOnly(Frame.Kind.ENTRY).hasSize(3);
        assertThat(sink.frames().get(2).bytes()).isEqualTo(FRAME);
    }

    @Test
    void onlyTheFirstFrameWaitsForTheNext() {
        assertThat(read(FRAME).frames()).isEmpty();
        assertThat(read(FRAME).frames()).hasSize(2);
        assertThat(read(FRAME).frames()).hasSize(1);
    }

    @Test
    void infoIsToldOnceBeforeTheFirstFrame() {
        RecordingSink sink = read(FRAME, FRAME);
        assertThat(sink.told().get(0)).isEqualTo(new StreamInfo(List.of("MP3"), 44_100, 2, 128_000));
        assertThat(sink.infos()).hasSize(1);
    }

    @Test
    void aChangeOfSampleRateLosesNothing() {
        RecordingSink sink = read(FRAME, FRAME, OTHER_RATE, OTHER_RATE);
        assertThat(sink.frames()).hasSize(4);
        assertThat(sink.infos()).extracting(StreamInfo::sampleRate).containsExactly(44_100, 48_000);
        assertThat(parser.skippedBytes()).isZero();
    }

    @Test
    void junkIsLeftOutAndCounted() {
        byte[] junk = "TAG and what not, even \u00ff\u00fb".getBytes(StandardCharsets.ISO_8859_1);
        RecordingSink sink = read(junk, FRAME, FRAME, junk, FRAME, FRAME);
        assertThat(sink.bytes()).isEqualTo(join(FRAME, FRAME, FRAME, FRAME));
        assertThat(parser.skippedBytes()).isEqualTo(2L * junk.length);
    }

    @Test
    void aSingleHeaderInJunkIsNoFrame() {
        byte[] lone = Arrays.copyOf(FRAME, 600);
        assertThat(read(lone, FRAME, FRAME).bytes()).isEqualTo(join(FRAME, FRAME));
        assertThat(parser.skippedBytes()).isEqualTo(600);
    }

    @Test
    void headersInsideAFrameAreNotSearchedFor() {
        byte[] deceptive = FRAME.clone();
        for (int at = 4; at + 4 < deceptive.length; at += 20) {
            System.arraycopy(FRAME, 0, deceptive, at, 4);
        }
        RecordingSink sink = read(FRAME, deceptive, deceptive, FRAME);
        assertThat(sink.frames()).hasSize(4);
        assertThat(parser.skippedBytes()).isZero();
    }

    @Test
    void framesOfFreeFormatAreLeftOut() {
        RecordingSink sink = read(frame(0xfb, 0x00, 300), frame(0xfb, 0x00, 300), frame(0xfb, 0x00, 300));
        assertThat(sink.frames()).isEmpty();
        assertThat(parser.skippedBytes()).isEqualTo(900);
    }

    @Test
    void aTagBetweenFramesIsReadAndLeftOut() {
        byte[] tag = tag(40);
        RecordingSink sink = read(FRAME, FRAME, tag, FRAME);
        assertThat(sink.told())
                .containsSubsequence(
                        sink.frames().get(1),
                        new StreamTags("Floe", "Tide"),
                        sink.frames().get(2));
        assertThat(sink.frames()).hasSize(3);
        assertThat(parser.skippedBytes()).isEqualTo(tag.length);
    }

    @Test
    void aTagFullOfPicturesIsLeftOutWithoutBeingKept() {
        byte[] tag = tag(3_000_000);
        RecordingSink sink = Portions.readIn(List.of(1400), parser, join(FRAME, FRAME, tag, FRAME));
        assertThat(sink.tags()).containsExactly(new StreamTags("Floe", "Tide"));
        assertThat(sink.frames()).hasSize(3);
        assertThat(parser.skippedBytes()).isEqualTo(tag.length);
    }

    @Test
    void aFrameInsideOnePortionIsNotCopied() {
        ByteBuffer portion = ByteBuffer.wrap(join(FRAME, FRAME, FRAME));
        parser.read(portion, frame -> assertThat(frame.bytes().array()).isSameAs(portion.array()));
        assertThat(portion.hasRemaining()).isFalse();
    }

    @Test
    void bitRatesMayVary() {
        RecordingSink sink = Portions.readWhole(parser, SampleStream.MP3_VARIABLE_RATE.bytes());
        assertThat(sink.frames()).extracting(frame -> frame.content().size()).contains(626, 104);
        assertThat(sink.infos()).hasSize(1);
    }

    @Test
    void layersAreToldApart() {
        assertThat(Portions.readWhole(parser, SampleStream.MP2.bytes()).infos())
                .containsExactly(new StreamInfo(List.of("MP2"), 44_100, 2, 64_000));
        assertThat(Portions.readWhole(new MpegParser(), SampleStream.MP3_LOW_RATE.bytes())
                        .infos())
                .containsExactly(new StreamInfo(List.of("MP3"), 22_050, 1, 32_000));
    }

    @Property(tries = 50)
    void randomBytesHardlyEverPass(@ForAll Random random) {
        byte[] noise = new byte[100_000];
        random.nextBytes(noise);
        assertThat(Portions.readWhole(new MpegParser(), noise).bytes().length).isLessThan(10_000);
    }

    private RecordingSink read(byte[]... parts) {
        return Portions.readWhole(parser, join(parts));
    }

    private static byte[] frame(int second, int third, int length) {
        byte[] frame = new byte[length];
        Arrays.fill(frame, (byte) 0x2a);
        frame[0] = (byte) 0xff;
        frame[1] = (byte) second;
        frame[2] = (byte) third;
        frame[3] = 0;
        return frame;
    }

    /** An ID3v2.3 tag with artist, title, and filling that looks like frames. */
    private static byte[] tag(int filling) {
        byte[] texts = join(text("TPE1", "Floe"), text("TIT2", "Tide"));
        byte[] tag = Arrays.copyOf(join("ID3\3\0\0----".getBytes(StandardCharsets.US_ASCII), texts), 40 + filling);
        int length = tag.length - 10;
        for (int i = 9; i >= 6; i--, length >>= 7) {
            tag[i] = (byte) (length & 0x7f);
        }
        for (int at = 40; at + 4 < tag.length; at += 417) {
            System.arraycopy(FRAME, 0, tag, at, 4);
        }
        return tag;
    }

    private static byte[] text(String id, String text) {
        return (id + "\0\0\0\5\0\0\0" + text).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
