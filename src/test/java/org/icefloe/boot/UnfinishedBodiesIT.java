package org.icefloe.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.StockContainer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies that come in pieces, too slowly, too long or never, at the HTTP port, whatever container has it. */
class UnfinishedBodiesIT {
    /** More than a container has threads, and no more of an address than it may have. */
    private static final int ADDRESSES = 20;

    private static final int OF_AN_ADDRESS = 16;

    private static final String LOGIN = "Authorization: Basic "
            + Base64.getEncoder().encodeToString(("admin:" + Server.PASSWORD).getBytes(StandardCharsets.UTF_8));

    private static final String FORM = "POST /yp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\nact";

    private static final String ENTRY = "{\"maxListeners\":7}";

    @TempDir
    Path directory;

    private enum Container {
        LAUNCHER,
        TOMCAT,
        JETTY;

        Server start(Path directory, Map<String, String> environment) {
            return switch (this) {
                case LAUNCHER -> {
                    JarServer server = JarServer.in(directory);
                    environment.forEach(server::environment);
                    yield server.start();
                }
                case TOMCAT -> StockContainer.TOMCAT_10_1.start(directory, "ROOT", environment);
                case JETTY -> StockContainer.JETTY_12_0.start(directory, "ROOT", environment);
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void slowBodiesHoldNoThreadAndAreGivenUpThoughTheyDrip(Container container) throws Exception {
        List<SlowClient> clients = new ArrayList<>();
        try (Server server = container.start(
                directory, Map.of("ICEFLOE_LIMITS_BODY_TIMEOUT", "8s", "ICEFLOE_DIRECTORY_SERVE", "true"))) {
            long begin = System.nanoTime();
            for (int client = 0; client < ADDRESSES * OF_AN_ADDRESS; client++) {
                clients.add(client(server, 2 + client % ADDRESSES).say(FORM));
            }
            assertThat(health(server)).isEqualTo(200);
            assertThat(clients.get(0).isAnswered()).isFalse();

            await().atMost(Duration.ofSeconds(30)).until(() -> {
                clients.forEach(SlowClient::drip);
                return clients.get(0).isAnswered();
            });
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(7));
            for (SlowClient client : clients.subList(1, clients.size())) {
                assertThat(client.answer()).startsWith("HTTP/1.1 408 ").contains("not come whole within 8.0 s");
            }
            assertThat(server.log()).doesNotContain("Exception");
        } finally {
            closeAll(clients);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneAddressHasAFewUnfinishedBodiesAndIsToldSo(Container container) throws Exception {
        List<SlowClient> clients = new ArrayList<>();
        try (Server server = container.start(directory, Map.of())) {
            for (int client = 0; client < OF_AN_ADDRESS; client++) {
                clients.add(client(server, 2).put("/api/v1/mounts/live.mp3", "Content-Length: 5000"));
            }
            // The last head may not have been read yet.
            await().untilAsserted(() -> {
                try (SlowClient next = client(server, 2).put("/api/v1/mounts/live.mp3", "Content-Length: 5000")) {
                    assertThat(next.answer())
                            .startsWith("HTTP/1.1 429 ")
                            .contains("Your address has 16 requests here whose bodies are unfinished");
                }
            });
            try (SlowClient other = client(server, 3)) {
                put(other, "/api/v1/mounts/live.mp3");
                assertThat(other.say(ENTRY).answer()).startsWith("HTTP/1.1 201 ");
            }
            clients.remove(0).close();
            await().untilAsserted(() -> {
                try (SlowClient next = client(server, 2)) {
                    put(next, "/api/v1/mounts/live.mp3").say(ENTRY.substring(0, 5));
                    assertThat(next.say(ENTRY.substring(5)).answer()).startsWith("HTTP/1.1 20");
                }
            });
            assertThat(server.log().lines().filter(line -> line.contains("127.0.0.2 has 16 requests")))
                    .hasSize(1);
            assertThat(server.log()).doesNotContain("Exception");
        } finally {
            closeAll(clients);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bodyThatIsTooLongIsRefusedInASentence(Container container) throws Exception {
        try (Server server = container.start(directory, Map.of())) {
            for (String length : List.of("65537", "3000000000")) {
                try (SlowClient client =
                        client(server, 1).put("/api/v1/mounts/live.mp3", "Content-Length: " + length)) {
                    assertThat(client.answer())
                            .startsWith("HTTP/1.1 413 ")
                            .endsWith("A request's body has at most 65536 bytes");
                }
            }
            try (SlowClient client = client(server, 1).put("/api/v1/mounts/live.mp3", "Transfer-Encoding: chunked")) {
                String chunk = "1000\r\n" + "x".repeat(0x1000) + "\r\n";
                for (int i = 0; i < 17; i++) {
                    client.say(chunk);
                }
                assertThat(client.answer()).startsWith("HTTP/1.1 413 ");
            }
            try (SlowClient client =
                    client(server, 1).put("/api/v1/mounts/live.mp3", LOGIN, "Accept: ;;", "Content-Length: 2")) {
                assertThat(client.say("{}").answer()).startsWith("HTTP/1.1 400 ");
            }
            assertThat(server.log()).doesNotContain("Exception");
        }
    }

    private static SlowClient client(Server server, int host) throws IOException {
        return new SlowClient(server.httpUri().getPort(), host);
    }

    private static SlowClient put(SlowClient client, String path) throws IOException {
        return client.put(path, LOGIN, "Content-Length: " + ENTRY.length());
    }

    private static int health(Server server) throws IOException {
        HttpURLConnection asked = (HttpURLConnection)
                server.httpUri().resolve("health/ready").toURL().openConnection();
        asked.setConnectTimeout(5_000);
        asked.setReadTimeout(5_000);
        return asked.getResponseCode();
    }

    private static void closeAll(List<SlowClient> clients) throws IOException {
        for (SlowClient client : clients) {
            client.close();
        }
    }
}
