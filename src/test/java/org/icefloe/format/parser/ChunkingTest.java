package org.icefloe.format.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.icefloe.format.Outcome;
import org.icefloe.format.Portions;
import org.icefloe.format.RecordingSink;
import org.icefloe.format.SampleStream;
import org.icefloe.format.StreamParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every parser, shown on streams of real encoders. */
class ChunkingTest {

    @Property(tries = 300)
    void anyPortionsGiveTheSameFrames(
            @ForAll SampleStream stream,
            @ForAll @Size(min = 1, max = 9) List<@IntRange(min = 1, max = 3000) Integer> lengths) {
        assertSameInPortions(lengths, stream, stream.bytes());
    }

    @Property(tries = 150)
    void anyPortionsOfADamagedStreamGiveTheSameFrames(
            @ForAll SampleStream stream,
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 700) Integer> lengths,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 4, max = 3000) Integer> faults) {
        assertSameInPortions(lengths, stream, damaged(stream.bytes(), faults));
    }

    @ParameterizedTest
    @EnumSource
    void singleBytesGiveTheSameFrames(SampleStream stream) {
        assertSameInPortions(List.of(1), stream, stream.bytes());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EXCLUDE,
            names = {"WEBM_SOUND", "WEBM_PICTURES", "MATROSKA"})
    void framesAndLeftOutBytesTogetherAreTheStream(SampleStream stream) {
        StreamParser parser = Parsers.fresh().parserFor(stream.type());
        RecordingSink sink = Portions.readWhole(parser, twice(stream));
        long framed = sink.bytes().length;
        assertThat(framed + parser.skippedBytes()).isEqualTo(2L * stream.bytes().length - heldAtTheEnd(stream));
        if (stream.isClean()) {
            assertThat(sink.bytes()).startsWith(stream.bytes());
            assertThat(sink.bytes()).matches(bytes -> stream.isOgg() || Arrays.equals(bytes, twice(stream)));
        }
    }

    /** The ID3v1 tag at the end of all could still be followed by a frame that gives its last bytes a meaning. */
    private static int heldAtTheEnd(SampleStream stream) {
        return stream.isClean() ? 0 : heldOf(stream);
    }

    private static int heldOf(SampleStream stream) {
        StreamParser parser = Parsers.fresh().parserFor(stream.type());
        int framed = Portions.readWhole(parser, stream.bytes()).bytes().length;
        int held = stream.bytes().length - framed - (int) parser.skippedBytes();
        assertThat(held).isLessThan(10);
        return held;
    }

    private static void assertSameInPortions(List<Integer> lengths, SampleStream stream, byte[] bytes) {
        Outcome whole = Outcome.of(Parsers.fresh().parserFor(stream.type()), bytes, List.of());
        assertThat(Outcome.of(Parsers.fresh().parserFor(stream.type()), bytes, lengths))
                .isEqualTo(whole);
    }

    /** Every fault is a distance from the last one; there, a byte is changed. */
    private static byte[] damaged(byte[] bytes, List<Integer> faults) {
        int at = 0;
        for (int distance : faults) {
            at += distance;
            if (at < bytes.length) {
                bytes[at] ^= 0x55;
            }
        }
        return bytes;
    }

    private static byte[] twice(SampleStream stream) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(stream.bytes());
        bytes.writeBytes(stream.bytes());
        return bytes.toByteArray();
    }
}
