package org.icefloe.format.ebml;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.icefloe.format.Fuzz;
import org.icefloe.format.SampleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EbmlParserFuzzTest {
    private static final Fuzz FUZZ = new Fuzz(
            "ebml",
            Fuzz.parser(EbmlParser::new),
            SampleStream.WEBM_SOUND.bytes(),
            SampleStream.WEBM_PICTURES.bytes(),
            SampleStream.MATROSKA.bytes());

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
