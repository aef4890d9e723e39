package org.icefloe.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.clients.Decoding;
import org.icefloe.testkit.clients.Program;
import org.icefloe.testkit.clients.RunningProgram;
import org.icefloe.testkit.clients.Sample;
import org.icefloe.testkit.clients.Sound;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real streams, a real disk, and ffmpeg as the judge of what lies on it. */
class RecordingIT {
    private static final int SECONDS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A window of {@link Sound} at either end, and what a codec needs to get going. */
    private static final double GRAIN = 0.3;

    @TempDir
    Path directory;

    private Server server;

    @BeforeEach
    void start() {
        server = JarServer.in(directory).start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Sample.class,
            names = {"MP3", "MP3_VBR", "AAC", "VORBIS", "OPUS", "FLAC"})
    void filesOfTwoSecondsDecodeAndGoOnWhereTheLastEnded(Sample sample) throws Exception {
        set("""
                {"dumpFile": "archive${mount}/%Y-%m-%d_%H%M%S", "dumpMaxDuration": "2s", "dumpCue": "json"}""");
        try (RunningProgram source = source(sample, "-t", Integer.toString(SECONDS))) {
            await().atMost(PATIENCE).until(() -> !source.isAlive());
        }
        await().atMost(PATIENCE).until(() -> server.log().contains("/live has ended"));
        await().atMost(PATIENCE).until(() -> isComplete(last(recordings())));

        double end = 0;
        for (Path file : recordings()) {
            Decoding.check(file);
            Sound sound = Sound.of(file);
            assertThat(sound.jumps()).as("%s", file).isEmpty();
            List<Double> places = sound.places();
            assertThat(places.get(0)).as("first sound of %s", file).isCloseTo(end, within(GRAIN));
            end = places.get(places.size() - 1);
            assertThat(duration(file)).isCloseTo(sound.seconds(), within(GRAIN));
        }
        assertThat(recordings()).hasSizeBetween(4, 5);
        assertThat(end).isCloseTo(SECONDS, within(GRAIN));
    }

    @ParameterizedTest
    @EnumSource(
            value = Sample.class,
            names = {"MP3", "OPUS", "VORBIS", "THEORA"})
    void killedServerLeavesWhatPlaysUpToTheLastSecond(Sample sample) throws Exception {
        set("""
                {"dumpFile": "archive/live", "dumpCue": "json"}""");
        try (RunningProgram source = source(sample, "-stream_loop", "0")) {
            Path file = server.home().resolve("archive/live");
            await().atMost(PATIENCE).until(() -> Files.exists(file) && Files.size(file) > 0);
            Instant began = Instant.now();
            await().pollDelay(Duration.ofSeconds(5)).until(source::isAlive);
            server.kill();
            double elapsed = Duration.between(began, Instant.now()).toMillis() / 1000.0;
            Decoding.check(file);
            // An Ogg page of ffmpeg's holds a second, and lies in ffmpeg until it is full.
            double held = sample.isOgg() ? 1.2 : 0.2;
            assertThat(Sound.of(file).seconds()).isGreaterThan(elapsed - 1 - held);
            assertThat(json(file).get("tracks")).isNotEmpty();
        }
    }

    @Test
    void titlesOfASourceAreInTheCueSheetAndOldFilesAreClearedAwayAfterARestart() throws Exception {
        set("""
                {"dumpFile": "archive/live.mp3", "dumpCue": "cue", "dumpKeep": "1s"}""");
        try (RunningProgram source = source(Sample.MP3, "-stream_loop", "0")) {
            Path cue = server.home().resolve("archive/live.cue");
            await().atMost(PATIENCE).until(() -> Files.exists(cue));
            title("Café \"Floe\"");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(cue).content().contains("TITLE \"Café 'Floe'\""));
            assertThat(source.isAlive()).isTrue();
        }
        server.kill();
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        server = JarServer.in(directory).start();
        await().atMost(PATIENCE)
                .until(() -> !Files.exists(server.home().resolve("archive/live.mp3"))
                        && !Files.exists(server.home().resolve("archive/live.cue")));
    }

    private RunningProgram source(Sample sample, String... options) throws IOException {
        Stream<String> head = Stream.of(
                "-v", "warning", "-nostdin", "-re", "-i", sample.path().toString());
        Stream<String> tail = Stream.of(
                "-c",
                "copy",
                "-f",
                sample.muxer(),
                "-content_type",
                sample.contentType(),
                "icecast://source:" + Server.PASSWORD + "@127.0.0.1:" + server.streamPort() + "/live");
        Stream<String> before = options[0].equals("-stream_loop") ? Stream.of(options) : Stream.empty();
        Stream<String> after = options[0].equals("-stream_loop") ? Stream.empty() : Stream.of(options);
        return RunningProgram.start(
                Program.FFMPEG,
                Stream.of(before, head, after, tail).flatMap(each -> each).toArray(String[]::new));
    }

    private void set(String entry) throws Exception {
        send(request(server.httpUri().resolve("api/v1/mounts/live"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(entry)));
    }

    private void title(String title) throws Exception {
        String song = URLEncoder.encode(title, StandardCharsets.UTF_8);
        send(request(URI.create(
                "http://127.0.0.1:" + server.streamPort() + "/admin/metadata?mount=/live&mode=updinfo&song=" + song)));
    }

    private static HttpRequest.Builder request(URI address) {
        String login =
                Base64.getEncoder().encodeToString(("admin:" + Server.PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(address).header("Authorization", "Basic " + login);
    }

    private static void send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    }

    private List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.walk(server.home().resolve("archive"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static Path last(List<Path> files) {
        return files.get(files.size() - 1);
    }

    private boolean isComplete(Path file) {
        return server.log().contains(file + " is complete");
    }

    private static double duration(Path file) throws IOException {
        return json(file).get("duration").asDouble();
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper()
                .readTree(file.resolveSibling(file.getFileName() + ".json").toFile());
    }
}
