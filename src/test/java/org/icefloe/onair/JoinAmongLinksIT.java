package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Listeners who come while a stream begins new links, or between the keyframes of its pictures. */
class JoinAmongLinksIT {
    private static final int JOINS = 100;
    private static final double PACE = 3;

    @TempDir
    static Path directory;

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.in(directory, "--mount.delivery-interval=100ms");
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    /** Each title is a link of its own, so a burst has several. */
    @ParameterizedTest
    @EnumSource(names = {"VORBIS", "OPUS", "FLAC"})
    void everyBurstOfManyLinksDecodes(Format format) throws IOException {
        Tune tune = Tune.of(format, 440);
        String mount = mount(tune);
        try (RawConnection source = stage.source(mount, tune, PACE)) {
            List<byte[]> bursts = new Newcomers(stage, mount, tune)
                    .bursts(JOINS, number -> stage.tell(mount, "Link+" + number, "charset=UTF-8"));
            assertThat(bursts.size()).as("places where listeners began").isGreaterThan(20);
            assertThat(bursts.stream().filter(burst -> links(burst) > 1).count())
                    .as("bursts of several links")
                    .isGreaterThan(bursts.size() / 2);
            assertThat(Decoded.all(bursts, directory)).allMatch(decoded -> decoded.sounds() > 0);
            assertThat(source.isAlive()).isTrue();
        }
        stage.assertUnmoved();
    }

    private static int links(byte[] burst) {
        return OggChain.of(burst).titles().size();
    }

    @ParameterizedTest
    @EnumSource(names = {"THEORA", "WEBM_PICTURES"})
    void everyBurstShowsPicturesAndHasSound(Format format) throws IOException {
        Tune tune = Tune.of(format, 440);
        String mount = mount(tune);
        try (RawConnection source = stage.source(mount, tune, PACE)) {
            List<byte[]> bursts = new Newcomers(stage, mount, tune).bursts(JOINS, number -> {});
            assertThat(bursts.size()).as("places where listeners began").isGreaterThan(20);
            assertThat(Decoded.all(bursts, directory))
                    .allMatch(decoded -> decoded.sounds() > 0 && decoded.pictures() > 0);
            assertThat(source.isAlive()).isTrue();
        }
        stage.assertUnmoved();
    }

    private static String mount(Tune tune) throws IOException {
        String mount = "/links-" + tune.format();
        stage.set(mount, Map.of("burstSize", Newcomers.burst(tune)));
        return mount;
    }
}
