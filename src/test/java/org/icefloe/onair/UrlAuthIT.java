package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.icefloe.testkit.Backend;
import org.icefloe.testkit.FreePorts;
import org.icefloe.testkit.clients.Program;
import org.icefloe.testkit.clients.RawConnection;
import org.icefloe.testkit.clients.RunningProgram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backends that say who may listen and stream, as Icecast asks them, and what others feel of one that hangs. */
class UrlAuthIT {
    private static final Map<String, String> YES = Map.of("icecast-auth-user", "1");
    private static final String MOUNT = "/club.mp3";

    @TempDir
    static Path directory;

    private static Stage stage;
    private static RawConnection source;
    private static Audience otherDoor;

    private final HttpClient http = HttpClient.newHttpClient();
    private Backend backend;

    @BeforeAll
    static void start() throws IOException {
        stage = Stage.in(directory, "--mount.delivery-interval=100ms", "--auth.max-failures=0");
        source = stage.source(MOUNT, Tune.of(Format.MP3, 440), 1);
        stage.awaitOn(MOUNT);
        otherDoor = new Audience(stage.http().getPort());
    }

    @BeforeEach
    void open() throws IOException {
        backend = Backend.start();
    }

    @AfterEach
    void nothingIsAmiss() {
        backend.close();
        stage.assertUnmoved();
        assertThat(source.isAlive()).isTrue();
    }

    @AfterAll
    static void stop() {
        otherDoor.close();
        source.close();
        stage.close();
    }

    private Map<String, Object> asking(Backend whom, String... more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "authType", "url", "authListenerAdd", whom.url() + "add", "authListenerRemove", whom.url() + "remove"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    private static String as(String user, String password) {
        return "Authorization: " + Stage.basic(user, password);
    }

    private static List<Audience> doors() {
        return List.of(stage.audience(), otherDoor);
    }

    @Test
    void listenerStaysAsLongAsTheBackendSaysAndItsEndIsTold() throws IOException {
        backend.answer("listener_add", Map.of("icecast-auth-user", "1", "icecast-auth-timelimit", "1"));
        stage.set(MOUNT, asking(backend, "authHeaders", "x-player", "authHeaderPrefix", "ClientHeader."));

        for (Audience door : doors()) {
            try (Listener listener =
                    door.join(MOUNT + "?session=7", as("anna", "pä ss"), "User-Agent: VLC/3", "X-Player: kitchen")) {
                assertThat(listener.head().status()).isEqualTo(200);
                listener.awaitEnd();
                assertThat(listener.size()).isGreaterThan(1000);
            }
        }

        Stage.until("both ends are told")
                .until(() -> backend.forms("listener_remove").size() == 2);
        Backend.Form add = backend.forms("listener_add").get(0);
        assertThat(add.body())
                .matches("action=listener_add&server=localhost&port=\\d+&client=\\d+"
                        + "&mount=%2Fclub.mp3%3Fsession%3D7&user=anna&pass=p%C3%A4%20ss&ip=127.0.0.1&agent=VLC%2F3"
                        + "&ClientHeader.x-player=kitchen");
        assertThat(add.authorization()).isEqualTo(Stage.basic("anna", "pä ss"));
        Backend.Form remove = backend.forms("listener_remove").get(0);
        assertThat(remove.field("client")).isEqualTo(add.field("client"));
        assertThat(Integer.parseInt(remove.field("duration"))).isBetween(1, 10);
        assertThat(remove.body()).matches("action=listener_remove&server=.*&duration=\\d+&ip=127.0.0.1&agent=VLC%2F3");
    }

    @Test
    void ffmpegListensWithTheServersOwnCredentials() throws IOException {
        backend.answer("listener_add", form -> form.field("user").equals("anna") ? YES : Map.of());
        stage.set(MOUNT, asking(backend, "authUser", "icefloe", "authPassword", "let me in"));

        String url = stage.streams().resolve(MOUNT).toString().replace("://", "://anna:x@");
        assertThat(RunningProgram.run(
                        Program.FFMPEG, "-nostdin", "-v", "error", "-i", url, "-t", "1", "-f", "null", "-"))
                .isEmpty();
        assertThat(backend.forms("listener_add").get(0).authorization()).isEqualTo(Stage.basic("icefloe", "let me in"));
        assertThat(stage.page("api/v1/mounts" + MOUNT)).contains("\"***\"").doesNotContain("let me in");
    }

    /** As AzuraCast's backend keeps out whole countries. */
    @Test
    void backendRefusesInItsOwnWords() throws IOException {
        backend.answer("listener_add", Map.of("icecast-auth-user", "0", "icecast-auth-message", "geo-blocked"));
        stage.set(MOUNT, asking(backend));

        for (Audience door : doors()) {
            Listener listener = door.join(MOUNT);
            assertThat(listener.head().status()).isEqualTo(401);
            assertThat(new String(listener.awaitEnd().body())).contains("geo-blocked");
        }
        assertThat(backend.forms("listener_remove")).isEmpty();
    }

    @Test
    void backendThatIsNotThereDeniesUnlessToldOtherwise() throws IOException {
        String nowhere = "http://127.0.0.1:" + FreePorts.one() + "/";
        stage.set(MOUNT, Map.of("authType", "url", "authListenerAdd", nowhere));
        for (Audience door : doors()) {
            assertThat(door.join(MOUNT).head().status()).isEqualTo(503);
        }
        stage.set(MOUNT, Map.of("authType", "url", "authListenerAdd", nowhere, "authOnFailure", "allow"));
        for (Audience door : doors()) {
            try (Listener listener = door.join(MOUNT)) {
                listener.awaitMore(1000);
            }
        }
        assertThat(stage.log("The backend " + nowhere)).hasSize(1);
    }

    /** More than any pool of threads has. */
    @Test
    void backendThatHangsHoldsUpNobodyElse() throws IOException {
        backend.answer("listener_add", YES);
        backend.takeTime(Duration.ofSeconds(60));
        stage.set(MOUNT, asking(backend, "authTimeout", "8s"));
        try (Backend brisk = Backend.start().answer("listener_add", YES);
                RawConnection other = stage.source("/brisk.mp3", Tune.of(Format.MP3, 440), 1)) {
            stage.set("/brisk.mp3", asking(brisk));
            stage.awaitOn("/brisk.mp3");
            List<Listener> hanging = new ArrayList<>();
            for (Audience door : doors()) {
                for (int i = 0; i < 400; i++) {
                    hanging.add(door.join(MOUNT));
                }
            }
            Stage.until("all of them have asked")
                    .until(() -> backend.forms("listener_add").size() == 800);

            for (Audience door : doors()) {
                for (int i = 0; i < 20; i++) {
                    try (Listener listener = door.join("/brisk.mp3")) {
                        listener.awaitMore(1000);
                    }
                }
            }
            assertThat(stage.page("status-json.xsl")).contains("brisk");
            assertThat(hanging).as("still wait").allMatch(listener -> !listener.isClosed() && listener.size() == 0);

            Stage.until("all are turned away").until(() -> hanging.stream().allMatch(Listener::isClosed));
            assertThat(hanging).allMatch(listener -> new String(listener.body()).contains("does not answer"));
            assertThat(hanging.get(0).head().status()).isEqualTo(503);
            assertThat(other.isAlive()).isTrue();
        }
    }

    /** More than a container has threads. */
    @Test
    void sourcesOfABackendThatHangsLeaveTheContainerItsThreads() throws IOException {
        backend.takeTime(Duration.ofSeconds(60));
        stage.set(
                "/hung.mp3",
                Map.of("authType", "url", "authStreamAuth", backend.url() + "source", "authTimeout", "8s"));
        List<RawConnection> sources = new ArrayList<>();
        try {
            for (int i = 0; i < 250; i++) {
                RawConnection hung = new RawConnection("localhost", stage.http().getPort(), Duration.ofSeconds(30));
                sources.add(hung);
                hung.say("PUT /hung.mp3 HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + Stage.basic("dj", "x" + i)
                        + "\r\nContent-Type: audio/mpeg\r\nTransfer-Encoding: chunked\r\n\r\n");
            }
            long asked = System.nanoTime();
            assertThat(stage.page("status-json.xsl")).contains("icestats");
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(4));

            int waited = 0;
            for (RawConnection hung : sources) {
                String head = hung.head();
                assertThat(head).contains(" 503 ");
                waited += head.contains("Retry-After: 5") ? 0 : 1;
            }
            assertThat(waited).as("those the backend was waited for").isEqualTo(4);
        } finally {
            sources.forEach(RawConnection::close);
            stage.drop("/hung.mp3");
        }
    }

    private HttpResponse<String> say(String path, String user, String password)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(stage.http() + path));
        if (!user.isEmpty()) {
            request.header("Authorization", Stage.basic(user, password));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void backendDecidesOnSourcesAndHearsOfMounts() throws IOException, InterruptedException {
        backend.answer("stream_auth", form -> form.field("user").equals("dj") ? YES : Map.of());
        stage.set(
                "/theirs.mp3",
                Map.of(
                        "authType", "url",
                        "authStreamAuth", backend.url() + "source",
                        "authMountAdd", backend.url() + "on",
                        "authMountRemove", backend.url() + "off"));

        assertThatThrownBy(() -> stage.login("/theirs.mp3", "audio/mpeg")).hasMessageContaining(" 401 ");
        String title = "admin/metadata?mode=updinfo&mount=/theirs.mp3&song=x";
        try (RawConnection dj = stage.login("/theirs.mp3", "audio/mpeg", Stage.basic("dj", "secret"))) {
            assertThat(say(title, "dj", "secret").statusCode()).isEqualTo(200);
            assertThat(say(title, "source", "hackme").statusCode()).isEqualTo(401);
            assertThat(say(title, "admin", "hackme").statusCode()).isEqualTo(200);
            assertThat(say(title, "", "").statusCode()).isEqualTo(401);
            // Icecast before 2.4.2 fell at this (CVE-2015-3026).
            assertThat(say("admin/killsource?mount=/theirs.mp3", "", "").statusCode())
                    .isIn(400, 401);
            assertThat(dj.isAlive()).isTrue();
        }

        Stage.until("the end is told").until(() -> backend.forms("mount_remove").size() == 1);
        assertThat(backend.forms("mount_add").get(0).body())
                .matches("action=mount_add&mount=%2Ftheirs.mp3&server=localhost&port=\\d+");
        assertThat(backend.forms("stream_auth"))
                .extracting(form -> form.field("user") + form.field("admin"))
                .containsExactly("source", "dj", "dj1", "source1");
        stage.drop("/theirs.mp3");
    }
}
