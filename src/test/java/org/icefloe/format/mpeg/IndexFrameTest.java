package org.icefloe.format.mpeg;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.icefloe.format.Portions;
import org.icefloe.format.RecordingSink;
import org.icefloe.format.StreamInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexFrameTest {
    /** Header, where the tag stands, and the tag. */
    @ParameterizedTest
    @CsvSource({
        "fffb9000, 36, Xing",
        "fffb9000, 36, Info",
        "fffb90c0, 21, Info",
        "fffa90c0, 23, Info",
        "fff370c0, 13, Xing",
        "fff37000, 21, Xing"
    })
    void anIndexStandsBehindTheSideInfo(String header, int at, String tag) {
        assertThat(IndexFrame.is(frame(header, at, tag + "\0\0\0\17"))).isTrue();
        assertThat(IndexFrame.is(frame(header, at + 1, tag + "\0\0\0\17"))).isFalse();
        assertThat(IndexFrame.is(frame(header, at, tag + "rmation"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"fffb9000", "fffb90c0", "fff370c0"})
    void anIndexOfFraunhofersEncoderStandsAtAPlaceOfItsOwn(String header) {
        assertThat(IndexFrame.is(frame(header, 36, "VBRI\0\1\0\0"))).isTrue();
        assertThat(IndexFrame.is(frame(header, 36, "VBRI\0\2\0\0"))).isFalse();
    }

    @Test
    void aFrameTooShortForAnIndexIsNone() {
        assertThat(IndexFrame.is(ByteBuffer.wrap(HexFormat.of().parseHex("fff31800" + "00".repeat(20)))))
                .isFalse();
    }

    /** The index may have a bit rate of its own: what the stream is said to be comes from the first sound. */
    @Test
    void everyIndexIsLeftOutOfAStream() {
        byte[] index = frame("fff370c0", 13, "Info\0\0\0\17").array();
        byte[] sound = frame("fff340c0", 13, "").array();
        ByteArrayOutputStream files = new ByteArrayOutputStream();
        for (int file = 0; file < 2; file++) {
            files.writeBytes(index);
            files.writeBytes(sound);
            files.writeBytes(sound);
        }
        MpegParser parser = new MpegParser();
        RecordingSink sink = Portions.readWhole(parser, files.toByteArray());
        assertThat(sink.frames()).hasSize(4).allMatch(frame -> frame.content().size() == sound.length);
        assertThat(sink.infos()).extracting(StreamInfo::bitrate).containsExactly(32_000);
        assertThat(parser.skippedBytes()).isEqualTo(2L * index.length);
    }

    private static ByteBuffer frame(String header, int tagAt, String tag) {
        ByteBuffer head = ByteBuffer.wrap(HexFormat.of().parseHex(header));
        int length = MpegFrameHeader.at(head, 0).orElseThrow().frameBytes();
        return ByteBuffer.allocate(length).put(0, head.array()).put(tagAt, tag.getBytes(US_ASCII));
    }
}
