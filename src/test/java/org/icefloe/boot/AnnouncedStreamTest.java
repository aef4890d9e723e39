package org.icefloe.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.icefloe.config.SettingsLoader;
import org.icefloe.testkit.Backend;
import org.icefloe.testkit.FreePorts;
import org.icefloe.testkit.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server, and a stub that answers as dir.xiph.org does. */
class AnnouncedStreamTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final int port = FreePorts.one();
    private Backend stub;
    private Icefloe icefloe;

    @BeforeEach
    void start() throws IOException {
        stub = Backend.start()
                .answer(
                        "add",
                        Map.of(
                                "YPResponse", "1",
                                "YPMessage", "Successfully Added",
                                "SID", "2bd8d9d5-6e0b-4b0c-9d2c-0a3a1f4f7f10",
                                "TouchFreq", "200"))
                .answer("touch", Map.of("YPResponse", "1", "YPMessage", "Successfully touched"))
                .answer("remove", Map.of("YPResponse", "1", "YPMessage", "Successfully removed"));
        icefloe = new Icefloe(settings(), "id");
        icefloe.start();
    }

    @AfterEach
    void close() {
        icefloe.close();
        stub.close();
    }

    private SettingsLoader settings() {
        Map<String, String> given = new HashMap<>();
        given.put("icefloe.home", directory.resolve("home").toString());
        given.put("icefloe.stream.port", Integer.toString(port));
        given.put("icefloe.stream.shoutcast-port", "0");
        given.put("icefloe.server.public-url", "https://radio.example/streams");
        given.put("icefloe.admin.password", Server.PASSWORD);
        given.put("icefloe.source.password", Server.PASSWORD);
        given.put("icefloe.relay.password", Server.PASSWORD);
        given.put("icefloe.mount.stream-name", "Floe");
        given.put("icefloe.mount.stream-public", "true");
        given.put("icefloe.directory.announce", stub.url() + "cgi-bin/yp-cgi");
        given.put("icefloe.directory.announce-delay", "0s");
        return new SettingsLoader(given, Map.of(), Map.of(), Map.of());
    }

    private String admin(String target) throws IOException, InterruptedException {
        String login =
                Base64.getEncoder().encodeToString(("admin:" + Server.PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .header("Authorization", "Basic " + login)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    @Test
    void streamIsListedWithItsTitlesAndRemovedAtTheEndOfTheServer() throws IOException, InterruptedException {
        try (RawStream source = RawStream.source(port, "/live.mp3")) {
            source.send(16_000);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(stub.forms("touch")).isNotEmpty());
            Backend.Form add = stub.forms("add").get(0);
            assertThat(add.field("sn")).isEqualTo("Floe");
            assertThat(add.field("b")).isEqualTo("128");
            assertThat(add.field("listenurl")).isEqualTo("https://radio.example/streams/live.mp3");

            admin("/admin/metadata?mount=/live.mp3&mode=updinfo&song=Ann%20-%20One");
            await().atMost(SOON).until(() -> stub.forms("touch").stream()
                    .anyMatch(touch -> touch.field("st").equals("Ann - One")));
            assertThat(admin("/admin/directories"))
                    .contains("<listing mount=\"/live.mp3\">", "<phase>listed</phase>")
                    .contains("<sid>2bd8d9d5-6e0b-4b0c-9d2c-0a3a1f4f7f10</sid>")
                    .contains("<answer>Successfully touched</answer>");

            assertTimeoutPreemptively(SOON, icefloe::close);
        }
        assertThat(stub.forms("add")).hasSize(1);
        assertThat(stub.forms("remove")).singleElement().satisfies(remove -> assertThat(remove.body())
                .isEqualTo("action=remove&sid=2bd8d9d5-6e0b-4b0c-9d2c-0a3a1f4f7f10"));
    }

    /** The server is gone in its time, whatever directories do; otherwise their answers are waited for 15 s. */
    @Test
    void directoryThatHangsDoesNotHoldUpTheEnd() throws IOException {
        try (RawStream source = RawStream.source(port, "/live.mp3")) {
            source.send(16_000);
            await().atMost(SOON).until(() -> !stub.forms("touch").isEmpty());
            stub.takeTime(Duration.ofMinutes(1));

            assertTimeoutPreemptively(Duration.ofSeconds(12), icefloe::close);
        }
        assertThat(stub.forms("remove")).hasSize(1);
    }

    @Test
    void streamThatEndsIsRemoved() throws IOException {
        try (RawStream source = RawStream.source(port, "/live.mp3")) {
            source.send(16_000);
            await().atMost(SOON).until(() -> !stub.forms("add").isEmpty());
        }
        await().atMost(SOON).until(() -> stub.forms("remove").size() == 1);
    }
}
