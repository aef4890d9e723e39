package org.icefloe.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.icefloe.testkit.clients.Ffmpeg;
import org.icefloe.testkit.clients.Recorder;
import org.icefloe.testkit.clients.Recording;
import org.icefloe.testkit.clients.RunningServer;
import org.icefloe.testkit.clients.RunningSource;
import org.icefloe.testkit.clients.Sample;
import org.icefloe.testkit.clients.ServerCatalog;
import org.icefloe.testkit.clients.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Titles that are none, sent to a running server, and what a listener is told of them. */
class MetadataIT {
    private static final String MOUNT = "/live.mp3";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Put before titles, so that each differs from all before it. */
    private static final AtomicInteger MARKS = new AtomicInteger();

    private static RunningServer server;
    private static RunningSource source;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        server = ServerCatalog.find().standalone(Duration.ofSeconds(10));
        source = Ffmpeg.put(Sample.MP3).start(server.streamDoor(), MOUNT);
        Recorder.http10(server.streamDoor().mountUrl(MOUNT)).recordOnceLive(PATIENCE, Duration.ZERO);
    }

    @AfterAll
    static void stop() {
        source.close();
        server.close();
    }

    static List<String> oddities() {
        return List.of(
                "x".repeat(10_000),
                "%F0%9F%8E%B5".repeat(1_200),
                "a';StreamUrl='http://evil/';StreamTitle='b",
                "%27%3BStreamUrl%3D%27x%27%3B",
                "a%0D%0AICY%20200%20OK%0D%0A%0D%0Ab",
                "%00%01%FF%FE%C3%28%E2%82",
                "100%25%25%26%3Cscript%3E");
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void oddTitleIsOneWholeBlockForTheListener(String song) throws Exception {
        String mark = MARKS.incrementAndGet() + "+";
        assertThat(update(server.streamDoor(), mark + song)).contains("Metadata update successful");

        Recording heard = listenFor("StreamTitle='" + mark.replace('+', ' '));
        String block = lastBlock(heard);
        assertThat(block).endsWith("';");
        assertThat(block.substring("StreamTitle='".length(), block.length() - 2))
                .doesNotContain("';")
                .matches("\\P{Cc}*");
        assertThat(heard.file()).isNotEmptyFile();
    }

    @Test
    void servletDoorTakesTitlesOfTheSameBytes() throws Exception {
        assertThat(update(server.servletDoor(), "Caf%E9+%26+Bar")).contains("Metadata update successful");

        assertThat(lastBlock(listenFor("StreamTitle='Caf"))).isEqualTo("StreamTitle='Café & Bar';");
    }

    /** The block that begins so has come whole: it stands between sound. */
    private static Recording listenFor(String beginning) throws IOException {
        return Recorder.http10(server.streamDoor().mountUrl(MOUNT))
                .withIcyMetadata()
                .recordUntil(heard -> lastBlock(heard).startsWith(beginning) && endsWithSound(heard), PATIENCE);
    }

    private static boolean endsWithSound(Recording heard) {
        return heard.audio().length > lastTitle(heard).offset();
    }

    private static String lastBlock(Recording heard) {
        return heard.titles().isEmpty() ? "" : lastTitle(heard).text();
    }

    private static Recording.Title lastTitle(Recording heard) {
        return heard.titles().get(heard.titles().size() - 1);
    }

    private String update(Target door, String song) throws IOException, InterruptedException {
        String form = "mode=updinfo&mount=" + MOUNT + "&song=" + song;
        String login = "source:" + door.sourcePassword();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + door.host() + ":" + door.streamPort() + "/admin/metadata"))
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login.getBytes()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form, StandardCharsets.ISO_8859_1))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
