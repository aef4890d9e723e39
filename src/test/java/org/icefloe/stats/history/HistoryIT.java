package org.icefloe.stats.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.clients.RawConnection;
import org.icefloe.testkit.clients.RawSource;
import org.icefloe.testkit.clients.RunningSource;
import org.icefloe.testkit.clients.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real listeners of a real server, which is stopped and killed. What is asked for ends with the present moment, so no
 * minute of the wall clock has to be waited for; days are asked for, and two if midnight comes between.
 */
class HistoryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void historyGoesOnAfterAStopAndAfterAKill() throws Exception {
        double before;
        try (Server server = JarServer.in(directory).start()) {
            before = listenAndMove(server);
            assertThat(server.stop()).isIn(0, 143);
        }
        double after;
        try (Server server = JarServer.in(directory).start()) {
            Days live = days(server, "/live.mp3");
            assertThat(live.sum("listener_connections"))
                    .as("a stop loses nothing")
                    .isEqualTo(3);
            assertThat(live.sum("listener_seconds")).isGreaterThanOrEqualTo(before);
            assertThat(live.last("unique_listeners")).isEqualTo(2);
            after = live.sum("listener_seconds");

            // One that was here before the restart, and one that was not.
            try (RunningSource source = source(server, "/live.mp3");
                    RawConnection known = listener(server, "/live.mp3", "VLC/3.0.18");
                    RawConnection fresh = listener(server, "/live.mp3", "Fresh/1.0")) {
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                                days(server, "/live.mp3").last("unique_listeners"))
                        .as("who was here before is known, but was not on a new day")
                        .isIn(3.0, 2.0));
                assertThat(days(server, "/live.mp3").sum("listener_connections"))
                        .isEqualTo(5);
                assertThat(List.of(source, known, fresh)).allMatch(RunningSource::isAlive);
                server.kill();
            }
        }
        try (Server server = JarServer.in(directory).start()) {
            Days live = days(server, "/live.mp3");
            assertThat(live.sum("listener_connections"))
                    .as("a kill loses the present minute, and not what was before it")
                    .isBetween(3.0, 5.0);
            assertThat(live.sum("listener_seconds")).isGreaterThanOrEqualTo(after);
            assertThat(days(server, "/backup.mp3").last("listener_peak")).isEqualTo(3);
            assertThat(get(server, "/admin/history?mount=/live.mp3"))
                    .startsWith("<?xml version=\"1.0\"?>\n<icestats><history mount=\"/live.mp3\" resolution=\"hour\">");
            assertThat(get(server, "/admin/history?mount=/nix")).contains("Source does not exist");
        }
    }

    /** @return how long was listened to the mount that the listeners came to, in s */
    private double listenAndMove(Server server) throws Exception {
        put(server, "/live.mp3", "{\"fallbackMount\": \"/backup.mp3\"}");
        List<RawConnection> listeners = new ArrayList<>();
        try (RunningSource backup = source(server, "/backup.mp3")) {
            try (RunningSource live = source(server, "/live.mp3")) {
                for (String agent : List.of("VLC/3.0.18", "VLC/3.0.18", "Winamp 5.8")) {
                    listeners.add(listener(server, "/live.mp3", agent));
                }
                await().atMost(PATIENCE).until(() -> days(server, "/live.mp3").sum("listener_seconds") > 3);
                assertThat(live.isAlive()).isTrue();
            }
            await().atMost(PATIENCE).until(() -> days(server, "/backup.mp3").sum("listener_seconds") > 1);
            assertThat(backup.isAlive()).isTrue();
        } finally {
            listeners.forEach(RawConnection::close);
        }
        check(server);
        return days(server, "/live.mp3").sum("listener_seconds");
    }

    private void check(Server server) throws Exception {
        Days live = days(server, "/live.mp3");
        assertThat(live.sum("listener_connections")).isEqualTo(3);
        assertThat(live.last("listener_peak")).isEqualTo(3);
        assertThat(live.last("unique_listeners"))
                .as("two have one address and agent")
                .isEqualTo(2);
        assertThat(live.sum("total_bytes_read")).isGreaterThan(10_000);
        assertThat(live.sum("total_bytes_sent")).isGreaterThan(30_000);
        assertThat(live.periods().get(0).findValuesAsText("name")).contains("VLC", "Winamp");
        Days backup = days(server, "/backup.mp3");
        assertThat(backup.sum("listener_connections"))
                .as("nobody came here first")
                .isZero();
        assertThat(backup.last("unique_listeners")).isEqualTo(2);
        // All listeners have gone, or are about to.
        await().atMost(PATIENCE).untilAsserted(() -> {
            double all = all(server).sum("listener_seconds");
            double both = days(server, "/live.mp3").sum("listener_seconds")
                    + days(server, "/backup.mp3").sum("listener_seconds");
            assertThat(all).isBetween(both - 0.001, both + 0.001);
        });
        assertThat(all(server).sum("listener_connections")).isEqualTo(3);
        assertThat(all(server).last("unique_listeners")).isEqualTo(2);
    }

    /** Days, oldest first. */
    private record Days(JsonNode periods) {
        double sum(String figure) {
            double sum = 0;
            for (JsonNode period : periods) {
                sum += period.get(figure).asDouble();
            }
            return sum;
        }

        double last(String figure) {
            return periods.isEmpty()
                    ? 0
                    : periods.get(periods.size() - 1).get(figure).asDouble();
        }
    }

    private Days days(Server server, String mount) throws Exception {
        String answer = get(server, "/admin/history.json?resolution=day&mount=" + mount);
        return answer.startsWith("{")
                ? new Days(json.readTree(answer).at("/icestats/history/period"))
                : new Days(json.createArrayNode());
    }

    private Days all(Server server) throws Exception {
        return new Days(json.readTree(get(server, "/admin/history?format=json&resolution=day"))
                .at("/icestats/history/period"));
    }

    private static RunningSource source(Server server, String mount) throws IOException {
        return RawSource.darkice().start(new Door(server.streamPort()), mount);
    }

    private static RawConnection listener(Server server, String mount, String agent) throws IOException {
        RawConnection connection = new RawConnection("127.0.0.1", server.streamPort(), PATIENCE);
        connection.say("GET " + mount + " HTTP/1.0\r\nUser-Agent: " + agent + "\r\n\r\n");
        connection.expect("HTTP/1.0 200 OK");
        return connection;
    }

    private String get(Server server, String target) throws Exception {
        return http.send(
                        request(URI.create("http://127.0.0.1:" + server.streamPort() + target))
                                .build(),
                        text())
                .body();
    }

    private void put(Server server, String mount, String entry) throws Exception {
        HttpRequest request = request(server.httpUri().resolve("api/v1/mounts" + mount))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(entry))
                .build();
        assertThat(http.send(request, text()).statusCode()).isBetween(200, 299);
    }

    private static HttpResponse.BodyHandler<String> text() {
        return HttpResponse.BodyHandlers.ofString();
    }

    private static HttpRequest.Builder request(URI address) {
        String login = "admin:" + Server.PASSWORD;
        return HttpRequest.newBuilder(address)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    /** The stream port. */
    private record Door(int streamPort) implements Target {
        @Override
        public String name() {
            return "Icefloe, stream port";
        }

        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public int shoutcastPort() {
            return streamPort + 1;
        }

        @Override
        public String sourcePassword() {
            return Server.PASSWORD;
        }
    }
}
