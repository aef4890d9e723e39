package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two hundred listeners whose source dies and comes back, over and over, while the fallback plays on. */
class MountMovesIT {
    private static final int LISTENERS = 200;
    private static final int ROUNDS = 50;

    /** How many of the streams ffmpeg decodes; the frames of all are looked at. */
    private static final int JUDGED = 20;

    /** How much faster than in real time the sources send. */
    private static final double PACE = 2;

    private static final int LIVE = 440;
    private static final int ELSE = 880;

    @TempDir
    static Path directory;

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.in(directory, "--mount.delivery-interval=200ms");
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @ParameterizedTest
    @CsvSource({"MP3, MP3_FASTER, own", "OPUS, OPUS, own", "VORBIS, VORBIS, all"})
    void fiftyTimesThereAndBackNobodyIsLostAndEveryStreamDecodes(Format live, Format fallback, String override)
            throws IOException {
        String mount = "/live-" + live;
        stage.set(mount, Map.of("fallbackMount", mount + "-else", "fallbackOverride", override));
        try (RawConnection other = stage.source(mount + "-else", Tune.of(fallback, ELSE), PACE)) {
            List<byte[]> heard = sendToAndFro(mount, Tune.of(live, LIVE));
            assertThat(other.isAlive()).isTrue();
            for (byte[] stream : heard) {
                assertThat(Judge.frames(stream, live)).as("who was heard").isEqualTo(turns(live, fallback));
            }
            for (byte[] stream : heard.subList(0, JUDGED)) {
                Judge.assertDecodes(stream);
            }
        }
        stage.assertUnmoved();
    }

    /** What each listener has been sent, all of them still there at the end. */
    private static List<byte[]> sendToAndFro(String mount, Tune tune) throws IOException {
        RawConnection source = stage.source(mount, tune, PACE);
        List<Listener> listeners = stage.audience().join(LISTENERS, mount);
        stage.awaitListeners(mount, LISTENERS);
        for (int round = 0; round < ROUNDS; round++) {
            Stage.awaitMore(listeners);
            source.kill();
            stage.awaitListeners(mount + "-else", LISTENERS);
            Stage.awaitMore(listeners);
            source = stage.source(mount, tune, PACE);
            stage.awaitListeners(mount, LISTENERS);
        }
        Stage.awaitMore(listeners);
        assertThat(listeners).noneMatch(Listener::isClosed);
        listeners.forEach(Listener::close);
        source.close();
        return listeners.stream().map(listener -> Judge.whole(listener.body())).toList();
    }

    private static List<String> turns(Format live, Format fallback) {
        String one = live.isOgg() ? LIVE + " Hz" : "48 kbit/s";
        String other = fallback.isOgg() ? ELSE + " Hz" : "64 kbit/s";
        return IntStream.rangeClosed(0, 2 * ROUNDS)
                .mapToObj(turn -> turn % 2 == 0 ? one : other)
                .toList();
    }
}
