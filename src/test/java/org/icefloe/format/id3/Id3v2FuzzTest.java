package org.icefloe.format.id3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.icefloe.format.Allocation;
import org.icefloe.format.Fuzz;
import org.icefloe.format.SampleStream;
import org.icefloe.format.mpeg.MpegParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Id3v2FuzzTest {
    private static final Fuzz FUZZ = new Fuzz("id3", Id3v2FuzzTest::measureAndRead, SampleStream.MP3_TAGGED.bytes());

    @ParameterizedTest
    @MethodSource
    void whatBrokeItOnceDoesNoMore(Path corpus) {
        FUZZ.replay(corpus);
    }

    static List<Path> whatBrokeItOnceDoesNoMore() {
        return FUZZ.corpus();
    }

    @Property(tries = 400)
    void mutantsAreReadOrRefused(@ForAll Random random) {
        FUZZ.tryMutant(random);
    }

    private static void measureAndRead(byte[] input, Random random) {
        ByteBuffer tag = ByteBuffer.wrap(Arrays.copyOf(input, Math.max(10, input.length)));
        tag.put("ID3".getBytes(StandardCharsets.US_ASCII)).rewind();
        assertThat(Id3v2.lengthOf(tag)).isBetween(0, (16 << 20) + 20);
        assertThat(Allocation.of(() -> Id3v2.tags(tag))).isLessThan(100_000 + 100L * tag.limit());
        Fuzz.parser(MpegParser::new).feed(tag.array(), random);
    }
}
