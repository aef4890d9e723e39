package org.icefloe.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.clients.Decoding;
import org.icefloe.testkit.clients.RunningProgram;
import org.icefloe.testkit.clients.Sample;
import org.icefloe.testkit.clients.Sound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code kill -9} leaves. */
class KilledServerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What a recording may lose, in seconds. */
    private static final double LOSS = 1;

    @TempDir
    private Path directory;

    @Test
    void recordingsPlayUpToTheLastSecond() throws Exception {
        List<Sample> samples = List.of(Sample.MP3, Sample.OPUS, Sample.VORBIS, Sample.THEORA);
        Map<Sample, Instant> began = new TreeMap<>();
        List<RunningProgram> sources = new ArrayList<>();
        Instant killed;
        try (Server server = JarServer.in(directory).start()) {
            Archivist archivist = new Archivist(server);
            for (Sample sample : samples) {
                archivist.set("/" + sample, "{\"dumpFile\": \"archive${mount}\", \"dumpCue\": \"json\"}");
                sources.add(archivist.source("/" + sample, sample, 30));
                Path file = archivist.file("archive/" + sample);
                await().atMost(PATIENCE).until(() -> Files.exists(file) && Files.size(file) > 0);
                began.put(sample, Instant.now());
            }
            await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
            killed = Instant.now();
            server.kill();
        } finally {
            sources.forEach(RunningProgram::close);
        }
        for (Sample sample : samples) {
            Path file = directory.resolve("home/archive/" + sample);
            Decoding.check(file);
            assertThat(Archivist.json(file).get("tracks")).isNotEmpty();
            double elapsed = Duration.between(began.get(sample), killed).toMillis() / 1000.0;
            assertThat(Sound.of(file).seconds())
                    .as("seconds of %s", sample)
                    .isGreaterThan(elapsed - LOSS - heldBySource(sample));
        }
    }

    /** ffmpeg fills an Ogg page with a second of sound before it sends it. */
    private static double heldBySource(Sample sample) {
        return sample.isOgg() ? 1.2 : 0.2;
    }

    @Test
    void nextServerKnowsWhatTheKilledOneHasRecordedAndClearsItAway() throws Exception {
        Path recording = directory.resolve("home/archive/live.mp3");
        Path cue = directory.resolve("home/archive/live.cue");
        try (Server server = JarServer.in(directory).start()) {
            Archivist archivist = new Archivist(server);
            archivist.set("/live", "{\"dumpFile\": \"archive/live.mp3\", \"dumpCue\": \"cue\", \"dumpKeep\": \"1s\"}");
            try (RunningProgram source = archivist.source("/live", Sample.MP3, 30)) {
                await().atMost(PATIENCE).until(() -> Files.exists(cue));
                archivist.title("/live", "Café \"Floe\"");
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(cue).content().contains("TITLE \"Café 'Floe'\""));
                assertThat(source.isAlive()).isTrue();
                server.kill();
            }
        }
        await().atMost(PATIENCE).until(() -> isOlderThan(recording, Duration.ofSeconds(2)));
        try (Server next = JarServer.in(directory).start()) {
            await().atMost(PATIENCE).until(() -> !Files.exists(recording) && !Files.exists(cue));
            assertThat(next.log()).contains(recording + " is deleted");
        }
    }

    private static boolean isOlderThan(Path file, Duration age) throws Exception {
        return Files.getLastModifiedTime(file).toInstant().plus(age).isBefore(Instant.now());
    }
}
