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
            IcyMetadataFuzzTest::writeWhatWasRead,
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

    /** Whatever was read, what goes to listeners is one well-formed block. */
    private static void writeWhatWasRead(byte[] input, Random random) {
        IcyMetadata.parse(ByteBuffer.wrap(input), StandardCharsets.ISO_8859_1).ifPresent(metadata -> {
            ByteBuffer block = metadata.toBlock(StandardCharsets.UTF_8);
            assertThat(block.remaining()).isEqualTo(1 + 16 * (block.get(0) & 0xff));
            assertThat(IcyMetadata.parse(block.position(1), StandardCharsets.ISO_8859_1))
                    .hasValueSatisfying(again ->
                            assertThat(metadata.title().replace("';", "' ;")).startsWith(again.title()));
        });
    }
}
