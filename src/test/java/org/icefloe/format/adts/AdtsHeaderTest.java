package org.icefloe.format.adts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdtsHeaderTest {
    @Test
    void readsEveryField() {
        assertThat(header("fff150802e5ffc")).contains(new AdtsHeader(false, 2, 44_100, 2, 370, 1));
        assertThat(header("fff96d7fffe000")).contains(new AdtsHeader(true, 2, 8_000, 5, 8191, 1));
    }

    @Test
    void tellsHowLongAFramePlays() {
        assertThat(header("fff150802e5ffc")).map(AdtsHeader::nanos).contains(1024 * 1_000_000_000L / 44_100);
        assertThat(header("fff150802e5fff")).map(AdtsHeader::nanos).contains(4096 * 1_000_000_000L / 44_100);
    }

    @Test
    void sevenChannelsOfTheTableAreEight() {
        assertThat(header("fff151c02e5ffc")).map(AdtsHeader::channels).contains(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fef150802e5ffc", // no sync word
                "ffe150802e5ffc", // half of one
                "fff350802e5ffc", // a layer, as MPEG audio has
                "fff174802e5ffc", // sample rate 13
                "fff1508000dffc", // 6 bytes long, less than the header
                "fff05080011ffc", // 8 bytes long, less than the header with its CRC
            })
    void whatCannotBeAHeaderIsNone(String hex) {
        assertThat(header(hex)).isEmpty();
    }

    @Test
    void aStreamKeepsItsRate() {
        AdtsHeader first = header("fff150802e5ffc").orElseThrow();
        assertThat(header("fff15080401ffc"))
                .hasValueSatisfying(next -> assertThat(next.continues(first)).isTrue());
        assertThat(header("fff14c802e5ffc"))
                .hasValueSatisfying(next -> assertThat(next.continues(first)).isFalse());
    }

    private static Optional<AdtsHeader> header(String hex) {
        return AdtsHeader.at(ByteBuffer.wrap(HexFormat.of().parseHex("00" + hex)), 1);
    }
}
