package org.icefloe.format.icy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.icefloe.format.Fuzz;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IcyMetadataFuzzTest {
    private static final Fuzz FUZZ = new Fuzz(
            "icy-metadata",
            IcyMetadataFuzzTest::readAndWriteAgain,
            "StreamTitle='Floe - Tide';StreamUrl='http://floe.example/';".getBytes(StandardCharsets.UTF_8));

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

    /** What is read of a block, whatever it was, is written as a block that reads the same. */
    private static void readAndWriteAgain(byte[] input, Random random) {
        ByteBuffer payload = ByteBuffer.wrap(input);
        IcyMetadata.parse(payload, StandardCharsets.ISO_8859_1).ifPresent(metadata -> {
            ByteBuffer block = metadata.toBlock(StandardCharsets.UTF_8);
            assertThat(block.remaining()).isEqualTo(1 + 16 * (block.get(0) & 0xff));
            IcyMetadata again = IcyMetadata.parse(block.position(1), StandardCharsets.ISO_8859_1)
                    .orElseThrow();
            assertThat(again.toBlock(StandardCharsets.UTF_8)).isEqualTo(metadata.toBlock(StandardCharsets.UTF_8));
        });
    }
}
