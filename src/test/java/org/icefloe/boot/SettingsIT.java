package org.icefloe.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings of the server that change while somebody streams and somebody listens, who must not notice it. */
class SettingsIT {
    private static final String MOUNT = "/live.mp3";

    @TempDir
    static Path directory;

    private static Server server;
    private static AdminClient admin;

    private RawStream source;
    private RawStream listener;

    @BeforeAll
    static void start() {
        server = JarServer.in(directory).start();
        admin = AdminClient.of(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void stream() throws IOException {
        source = RawStream.source(server.streamPort(), MOUNT);
        source.send(20_000);
        await().until(() -> admin.page("status-json.xsl").contains(MOUNT));
        listener = RawStream.listener(server.streamPort(), MOUNT);
    }

    /** Whoever was there before the changes is there after them. */
    @AfterEach
    void nobodyWasDropped() throws IOException {
        source.send(20_000);
        listener.read(1_000);
        assertThat(server.log()).doesNotContain("\tat ", "fault in the server");
        listener.close();
        source.close();
        forget();
        await().until(() -> !admin.page("status-json.xsl").contains(MOUNT));
    }

    /** Drops everything that the database keeps, and the file. */
    private static void forget() throws IOException {
        JsonNode all = new ObjectMapper().readTree(admin.page("api/v1/settings"));
        StringBuilder drop = new StringBuilder();
        all.fields().forEachRemaining(field -> {
            if (field.getValue().get("origin").asText().equals("the database")) {
                drop.append(drop.isEmpty() ? "" : ",")
                        .append('"')
                        .append(field.getKey())
                        .append("\":null");
            }
        });
        admin.change("{" + drop + "}");
        Files.deleteIfExists(server.home().resolve("icefloe.properties"));
        assertThat(admin.send("POST", "api/v1/settings/reload", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatTheServerSaysOfItselfIsWhatItWasTold() throws IOException {
        assertThat(admin.change("""
                {"icefloe.server.location":"Reykjavík","icefloe.server.contact":"ops@floe.example",
                 "icefloe.server.hostname":"floe.example","icefloe.server.id":"Floe/7",
                 "icefloe.server.http-headers":"X-Floe: ice"}"""))
                .isEqualTo("{\"applied\":[\"icefloe.mount.http-headers\",\"icefloe.server.contact\","
                        + "\"icefloe.server.hostname\",\"icefloe.server.http-headers\",\"icefloe.server.id\","
                        + "\"icefloe.server.location\"],\"needRestart\":[]}");

        assertThat(admin.page("status-json.xsl"))
                .contains("Reykjavík", "ops@floe.example", "\"host\":\"floe.example\"", "\"server_id\":\"Floe/7\"")
                .contains("\"listenurl\":\"http://floe.example:" + server.streamPort() + MOUNT + "\"");
        var page = AdminClient.atStreamPort(server).get("status-json.xsl");
        assertThat(page.headers().firstValue("Server")).contains("Floe/7");
        assertThat(page.headers().firstValue("X-Floe")).contains("ice");
        try (RawStream next = RawStream.listener(server.streamPort(), MOUNT)) {
            assertThat(next.responseHead()).contains("\r\nServer: Floe/7\r\n", "\r\nX-Floe: ice\r\n");
        }

        admin.change("{\"icefloe.server.public-url\":\"https://floe.example/s\"}");
        assertThat(admin.page("status-json.xsl")).contains("\"listenurl\":\"https://floe.example/s" + MOUNT + "\"");
    }

    @Test
    void limitsHoldForWhoeverComesNext() throws IOException {
        admin.change("{\"icefloe.limits.listeners\":1}");
        assertThat(listen()).isEqualTo(403);
        admin.change("{\"icefloe.limits.listeners\":null,\"icefloe.limits.bandwidth\":\"1k\"}");
        assertThat(listen()).isEqualTo(403);
        admin.change("{\"icefloe.limits.bandwidth\":null,\"icefloe.limits.clients\":0}");
        assertThat(listen()).isEqualTo(403);
        admin.change("{\"icefloe.limits.clients\":null}");
        RawStream.listener(server.streamPort(), MOUNT).close();

        admin.change("{\"icefloe.limits.sources\":1}");
        assertThat(RawStream.statusOfSource(server.streamPort(), "/second.mp3")).isEqualTo(403);
        admin.change("{\"icefloe.limits.sources\":2}");
        assertThat(RawStream.statusOfSource(server.streamPort(), "/second.mp3")).isEqualTo(200);
    }

    private static int listen() throws IOException {
        return RawStream.statusOfListener(server.streamPort(), MOUNT);
    }

    @Test
    void timeoutsAndSizesHoldForTheNextRequest() throws IOException {
        admin.change("{\"icefloe.limits.body-size\":1024,\"icefloe.limits.header-timeout\":\"50ms\"}");
        String large = "{\"icefloe.server.location\":\"" + "x".repeat(1024) + "\"}";
        assertThat(admin.send("PATCH", "api/v1/settings", large).statusCode()).isEqualTo(413);
        assertThat(AdminClient.atStreamPort(server)
                        .send("PATCH", "api/v1/settings", large)
                        .statusCode())
                .isEqualTo(413);
        try (Socket silent = new Socket("127.0.0.1", server.streamPort())) {
            silent.setSoTimeout(10_000);
            assertThat(silent.getInputStream().read())
                    .as("closed for its silence")
                    .isNegative();
        }
    }

    @Test
    void filesAreServedOrNot() throws IOException {
        Files.createDirectories(server.home().resolve("web"));
        Files.writeString(server.home().resolve("web/hello.txt"), "hello");
        assertThat(admin.get("hello.txt").statusCode()).isEqualTo(200);
        admin.change("{\"icefloe.web.files\":false}");
        assertThat(admin.get("hello.txt").statusCode()).isEqualTo(404);
    }

    @Test
    void shoutcastMountIsWhereTheNextSuchSourceComes() throws IOException {
        admin.change("{\"icefloe.stream.shoutcast-mount\":\"/dj\"}");
        try (Socket encoder = new Socket("127.0.0.1", server.streamPort() + 1)) {
            encoder.getOutputStream().write((Server.PASSWORD + "\r\ncontent-type:audio/mpeg\r\n\r\n").getBytes());
            await().until(() -> admin.page("status-json.xsl").contains("/dj\""));
        }
    }

    @Test
    void defaultsOfMountsReachMountsThatAreOn() throws IOException {
        admin.change("{\"icefloe.mount.hidden\":true}");
        assertThat(admin.page("status-json.xsl")).doesNotContain(MOUNT);
        admin.change("{\"icefloe.mount.hidden\":null}");
        assertThat(admin.page("status-json.xsl")).contains(MOUNT);
    }

    @Test
    void fileIsReadAgainAsAWhole() throws IOException {
        Path file = server.home().resolve("icefloe.properties");
        Files.writeString(file, "icefloe.server.location=Oslo\nicefloe.web.root=/srv/elsewhere\n");
        assertThat(admin.send("POST", "api/v1/settings/reload", "").body())
                .isEqualTo("{\"applied\":[\"icefloe.server.location\"],\"needRestart\":[\"icefloe.web.root\"]}");
        assertThat(admin.page("status-json.xsl")).contains("Oslo");

        Files.writeString(file, "icefloe.server.location=Bergen\nicefloe.limits.clients=lots\n");
        var refused = admin.send("POST", "api/v1/settings/reload", "");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).startsWith("icefloe.limits.clients = lots, from " + file);
        assertThat(admin.page("status-json.xsl")).contains("Oslo");
    }

    @Test
    void fixedKeyIsRefusedAtBothDoors() throws IOException {
        for (AdminClient client : new AdminClient[] {admin, AdminClient.atStreamPort(server)}) {
            var refused = client.send("PATCH", "api/v1/settings", "{\"icefloe.stream.port\":1}");
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body())
                    .isEqualTo("icefloe.stream.port: it is fixed by the command line: change it there, and start the"
                            + " server anew\r\n");
        }
    }

    /** A thousand changes of settings and mounts; the process is killed while they are made. */
    @Test
    void killMinusNineLosesNoAcknowledgedChange(@TempDir Path other) throws Exception {
        AtomicInteger acknowledged = new AtomicInteger();
        try (Server first = JarServer.in(other).start()) {
            Thread changing = new Thread(() -> changeAThousandTimes(AdminClient.of(first), acknowledged));
            changing.start();
            await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.get() >= 500);
            first.kill();
            changing.join();
        }
        assertThat(acknowledged.get()).as("killed in the middle").isBetween(500, 999);

        try (Server second = JarServer.in(other).start()) {
            JsonNode settings =
                    new ObjectMapper().readTree(AdminClient.of(second).page("api/v1/settings"));
            String mounts = AdminClient.of(second).page("api/v1/mounts");
            for (int n = 1; n <= acknowledged.get(); n++) {
                if (n % 2 == 0) {
                    assertThat(mounts).contains("{\"name\":\"/m" + n + "\",\"maxListeners\":" + n + "}");
                }
            }
            int last = acknowledged.get() - (acknowledged.get() + 1) % 2;
            // The one that was on its way may have been kept, too.
            assertThat(settings.at("/icefloe.limits.clients/value").asInt()).isBetween(100_000 + last, 100_002 + last);
            assertThat(settings.at("/icefloe.server.location/value").asText())
                    .isEqualTo("Floe "
                            + (settings.at("/icefloe.limits.clients/value").asInt() - 100_000));
        }
    }

    /** Two settings, which change together, and every second time a mount. Ends when the server does not answer. */
    private static void changeAThousandTimes(AdminClient client, AtomicInteger acknowledged) {
        try {
            for (int n = 1; n <= 1000; n++) {
                if (n % 2 == 0) {
                    int status = client.send("PUT", "api/v1/mounts/m" + n, "{\"maxListeners\":" + n + "}")
                            .statusCode();
                    assertThat(status).isEqualTo(201);
                } else {
                    client.change("{\"icefloe.limits.clients\":%d,\"icefloe.server.location\":\"Floe %d\"}"
                            .formatted(100_000 + n, n));
                }
                acknowledged.set(n);
            }
        } catch (IOException killed) {
            // What was asked last may have been carried out or not.
        }
    }
}
