package org.icefloe.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.clients.Decoding;
import org.icefloe.testkit.clients.RunningProgram;
import org.icefloe.testkit.clients.Sample;
import org.icefloe.testkit.clients.Sound;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real streams, a real disk, and ffmpeg as the judge of what lies on it. */
@Execution(ExecutionMode.CONCURRENT)
class RecordingIT {
    private static final int SECONDS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** From the last but one window of a file's {@link Sound} to the second of the next; the outer are half a sound. */
    private static final double SEAM = 0.3;

    /** A window that is not filled, and a codec that gets going. */
    private static final double GRAIN = 0.25;

    @TempDir
    private static Path directory;

    @AutoClose
    private static Server server;

    @BeforeAll
    static void start() {
        server = JarServer.in(directory).start();
    }

    @ParameterizedTest
    @EnumSource(
            value = Sample.class,
            names = {"MP3", "MP3_VBR", "AAC", "VORBIS", "OPUS", "FLAC"})
    void filesOfTwoSecondsDecodeAndGoOnWhereTheLastEnded(Sample sample) throws Exception {
        Archivist archivist = new Archivist(server);
        String mount = "/" + sample.name();
        archivist.set(mount, """
                {"dumpFile": "archive${mount}/%Y-%m-%d_%H%M%S", "dumpMaxDuration": "2s", "dumpCue": "json"}""");
        try (RunningProgram source = archivist.source(mount, sample, SECONDS)) {
            await().atMost(PATIENCE).until(() -> !source.isAlive());
        }
        await().atMost(PATIENCE).until(() -> server.log().contains(mount + " has ended"));
        String files = "archive" + mount;
        await().atMost(PATIENCE).until(() -> archivist.areComplete(archivist.recordings(files)));

        double end = -SEAM / 2;
        for (Path file : archivist.recordings(files)) {
            Decoding.check(file);
            Sound sound = Sound.of(file);
            double duration = Archivist.json(file).get("duration").asDouble();
            assertThat(sound.jumps()).as("%s", file).isEmpty();
            assertThat(duration).isCloseTo(sound.seconds(), within(GRAIN));
            assertThat(inner(sound, 1)).as("first sound of %s", file).isCloseTo(end + SEAM, within(GRAIN));
            end = inner(sound, sound.places().size() - 2);
        }
        assertThat(archivist.recordings(files)).hasSizeBetween(4, 5);
        assertThat(end).isCloseTo(SECONDS - SEAM / 2, within(GRAIN));
    }

    /** A place that is not at the edge of what is heard; the whole may be shorter than that. */
    private static double inner(Sound sound, int window) {
        int last = sound.places().size() - 1;
        return last < 2 ? SECONDS - SEAM / 2 : sound.places().get(Math.max(1, Math.min(window, last - 1)));
    }
}
