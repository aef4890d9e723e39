package org.icefloe.format.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.icefloe.format.ContentType;
import org.icefloe.format.Frame;
import org.icefloe.format.Opening;
import org.icefloe.format.Portions;
import org.icefloe.format.RecordingSink;
import org.icefloe.format.StreamFormat;
import org.icefloe.format.adts.AdtsParser;
import org.icefloe.format.ebml.EbmlParser;
import org.icefloe.format.mpeg.MpegParser;
import org.icefloe.format.ogg.OggParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamParsersTest {
    @ParameterizedTest
    @CsvSource({
        "application/ogg; codecs=opus",
        "audio/ogg",
        "VIDEO/OGG",
    })
    void oggTypesHaveTheOggParser(String type) {
        assertThat(Parsers.fresh().parserFor(new ContentType(type))).isInstanceOf(OggParser.class);
    }

    @Test
    void mpegAndAacHaveTheirs() {
        assertThat(Parsers.fresh().parserFor(ContentType.MPEG)).isInstanceOf(MpegParser.class);
        assertThat(Parsers.fresh().parserFor(new ContentType("audio/aacp"))).isInstanceOf(AdtsParser.class);
    }

    @ParameterizedTest
    @CsvSource({
        "audio/webm; codecs=opus",
        "VIDEO/WEBM",
        "audio/x-matroska",
        "video/x-matroska-3d",
        "application/x-matroska"
    })
    void webmAndMatroskaHaveTheEbmlParser(String type) {
        assertThat(new ContentType(type).isStreamable()).isTrue();
        assertThat(Parsers.fresh().parserFor(new ContentType(type))).isInstanceOf(EbmlParser.class);
    }

    @Test
    void onlyMpegHasAnOpening() {
        assertThat(Openings.of(StreamFormat.MPEG).lookBack()).isPositive();
        assertThat(Openings.of(StreamFormat.EBML)).isSameAs(Opening.NONE);
        assertThat(Opening.NONE.lookBack()).isZero();
        assertThat(Opening.NONE.open(ByteBuffer.allocate(9)).hasRemaining()).isFalse();
    }

    @Test
    void anyOtherTypePassesPortionByPortion() {
        assertPortions(new ContentType("video/nsv"));
        assertPortions(new ContentType("application/octet-stream"));
    }

    private static void assertPortions(ContentType type) {
        RecordingSink sink = Portions.readIn(List.of(2), Parsers.fresh().parserFor(type), new byte[] {1, 2, 3});
        assertThat(sink.frames()).extracting(frame -> frame.content().size()).containsExactly(2, 1);
        assertThat(sink.kinds()).containsOnly(Frame.Kind.ENTRY);
        assertThat(sink.bytes()).containsExactly(1, 2, 3);
    }
}
