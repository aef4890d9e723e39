package org.icefloe.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.icefloe.testkit.clients.Ffmpeg;
import org.icefloe.testkit.clients.Icecast2Catalog;
import org.icefloe.testkit.clients.RunningServer;
import org.icefloe.testkit.clients.RunningSource;
import org.icefloe.testkit.clients.Sample;
import org.icefloe.testkit.clients.ServerCatalog;
import org.icefloe.testkit.clients.Target;
import org.icefloe.testkit.clients.TitleUpdate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Sends the same streams to this server and to Debian's icecast2 and compares what they say is on, character for
 * character: only ports, times, and who runs the server may differ.
 */
class StatusLikeIcecastIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static RunningServer icefloe;
    private static RunningServer icecast;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @BeforeAll
    static void start() {
        icefloe = ServerCatalog.find().standalone(Duration.ofSeconds(10));
        icecast = new Icecast2Catalog().standalone(Duration.ofSeconds(10));
    }

    @AfterAll
    static void stop() {
        icefloe.close();
        icecast.close();
    }

    @Test
    void statusIsIcecastsWithNoneOneAndTwoSources() throws Exception {
        assertThat(sources(icefloe.streamDoor())).isZero();
        assertSameStatus("");

        try (RunningSource one = Ffmpeg.put(Sample.MP3).start(icefloe.streamDoor(), "/one.mp3");
                RunningSource twin = Ffmpeg.put(Sample.MP3).start(icecast.streamDoor(), "/one.mp3")) {
            awaitSources(1);
            setTitle("/one.mp3", "Ártist - Títle \"quoted\" \\ <b>");
            awaitTitle("/one.mp3");
            assertSameStatus("");

            try (RunningSource second = Ffmpeg.put(Sample.VORBIS).start(icefloe.streamDoor(), "/two.ogg");
                    RunningSource its = Ffmpeg.put(Sample.VORBIS).start(icecast.streamDoor(), "/two.ogg")) {
                awaitSources(2);
                awaitTitle("/two.ogg");
                assertSameStatus("");
                assertSameStatus("?mount=/two.ogg");
                assertSameStatus("?mount=/nix");
                assertThat(List.of(one, twin, second, its)).allMatch(RunningSource::isAlive);
            }
        }
    }

    private void assertSameStatus(String query) throws Exception {
        assertThat(masked(status(icefloe.streamDoor(), query)))
                .as("status-json.xsl%s", query)
                .isEqualTo(masked(status(icecast.streamDoor(), query)));
    }

    private static String masked(String status) {
        return status.replaceAll("\"(admin|location|server_id)\":\"[^\"]*\"", "\"$1\":\"…\"")
                .replaceAll(
                        "\"(server_start|stream_start)\":\"\\w{3}, \\d\\d \\w{3} \\d{4} [\\d:]{8} [+-]\\d{4}\"", "$1")
                .replaceAll("\"(\\w+_iso8601)\":\"\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}[+-]\\d{4}\"", "$1")
                .replaceAll("localhost:\\d+", "localhost:port");
    }

    private static void setTitle(String mount, String title) throws IOException {
        TitleUpdate.send(icefloe.streamDoor(), mount, title);
        TitleUpdate.send(icecast.streamDoor(), mount, title);
    }

    private void awaitSources(int count) {
        await().atMost(PATIENCE)
                .until(() -> sources(icefloe.streamDoor()) == count && sources(icecast.streamDoor()) == count);
    }

    /** Icecast tells a title some time after it was set, or after it was read in the stream. */
    private void awaitTitle(String mount) {
        for (RunningServer server : List.of(icefloe, icecast)) {
            await().atMost(PATIENCE)
                    .until(() -> status(server.streamDoor(), "?mount=" + mount).contains("\"title\":"));
        }
    }

    private int sources(Target target) throws Exception {
        JsonNode source = json.readTree(status(target, "")).at("/icestats/source");
        return source.isArray() ? source.size() : source.isObject() ? 1 : 0;
    }

    private String status(Target target, String query) throws IOException, InterruptedException {
        URI address = target.mountUrl("/status-json.xsl" + query);
        HttpResponse<String> reply = http.send(
                HttpRequest.newBuilder(address).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValueAsLong("Content-Length")).isPresent();
        return reply.body();
    }
}
