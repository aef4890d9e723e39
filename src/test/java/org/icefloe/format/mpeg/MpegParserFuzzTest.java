package org.icefloe.format.mpeg;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.icefloe.format.Fuzz;
import org.icefloe.format.SampleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MpegParserFuzzTest {
    private static final Fuzz FUZZ = new Fuzz(
            "mpeg",
            Fuzz.parser(MpegParser::new),
            SampleStream.MP3_LOW_RATE.bytes(),
            SampleStream.MP3_TAGGED.bytes(),
            SampleStream.MP2.bytes());

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
