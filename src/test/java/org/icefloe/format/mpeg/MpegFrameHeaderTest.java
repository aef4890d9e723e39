package org.icefloe.format.mpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.icefloe.format.mpeg.MpegFrameHeader.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MpegFrameHeaderTest {
    @Test
    void readsEveryField() {
        assertThat(header("fffb9200")).contains(new MpegFrameHeader(Version.MPEG_1, 3, 128_000, 44_100, 2, true));
        assertThat(header("ffe318c0")).contains(new MpegFrameHeader(Version.MPEG_2_5, 3, 8_000, 8_000, 1, false));
    }

    /** Lengths reckoned by hand from ISO/IEC 11172-3 §2.4.3.1: slots = samples / slot bits x bit rate / sample rate. */
    @ParameterizedTest
    @CsvSource({
        "fffb9000, 417", "fffb9200, 418", "fffbe400, 960", "fffd8400, 384", "fffde800, 1728", "ffff1400, 32",
        "ffff1600, 36", "ffffe800, 672", "fff38000, 208", "fff58000, 417", "fff7e800, 768", "ffe318c0, 72",
        "ffe5e800, 2880",
    })
    void knowsTheLengthOfAFrame(String hex, int frameBytes) {
        assertThat(header(hex)).map(MpegFrameHeader::frameBytes).contains(frameBytes);
    }

    @ParameterizedTest
    @CsvSource({"fffb9400, 24000000", "fffd8400, 24000000", "ffff1400, 8000000", "ffe318c0, 72000000"})
    void knowsHowLongAFramePlays(String hex, long nanos) {
        assertThat(header(hex)).map(MpegFrameHeader::nanos).contains(nanos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fefb9000", "ff1b9000", "ffeb9000", "fff99000", "fffb0000", "fffbf000", "fffb9c00"})
    void whatCannotBeAHeaderIsNone(String hex) {
        assertThat(header(hex)).isEmpty();
    }

    @Test
    void aStreamKeepsRateLayerAndChannelsButNotBitRate() {
        MpegFrameHeader first = header("fffb9000").orElseThrow();
        assertThat(header("fffbe264"))
                .hasValueSatisfying(next -> assertThat(next.continues(first)).isTrue());
        assertThat(header("fffb9400"))
                .hasValueSatisfying(next -> assertThat(next.continues(first)).isFalse());
        assertThat(header("fffd9000"))
                .hasValueSatisfying(next -> assertThat(next.continues(first)).isFalse());
        assertThat(header("fffb90c0"))
                .hasValueSatisfying(next -> assertThat(next.continues(first)).isFalse());
    }

    private static Optional<MpegFrameHeader> header(String hex) {
        return MpegFrameHeader.at(ByteBuffer.wrap(HexFormat.of().parseHex("00" + hex)), 1);
    }
}
