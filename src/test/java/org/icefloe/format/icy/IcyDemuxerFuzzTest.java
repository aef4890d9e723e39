package org.icefloe.format.icy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.icefloe.format.Fuzz;
import org.icefloe.format.SampleStream;
import org.icefloe.format.mpeg.MpegParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IcyDemuxerFuzzTest {
    private static final Fuzz FUZZ = new Fuzz(
            "icy",
            Fuzz.parser(() -> new IcyDemuxer(100, StandardCharsets.ISO_8859_1, new MpegParser())),
            SampleStream.MP3_LOW_RATE.bytes());

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
}
