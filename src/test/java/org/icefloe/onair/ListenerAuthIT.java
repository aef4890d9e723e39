package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.icefloe.testkit.clients.Program;
import org.icefloe.testkit.clients.RawConnection;
import org.icefloe.testkit.clients.RunningProgram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may listen, by files, accounts, links and lists; at both doors, with the players that people have. */
class ListenerAuthIT {
    private static final String MOUNT = "/club.mp3";
    private static final String ANNA = "anna:$apr1$abcdefgh$vCY9uFxIFNnSUDKpKo/aN1\n";
    private static final String BOB =
            "bob:$6$abcdefgh$f4Z.wibFxwiaUXXgzm/5fVgGvc2DlIpSdxWQXDMwmjGdhBfIdNvoSs4z5NAe/tinimylpZsUD6fATHZZQ6Ipc1\n";

    @TempDir
    static Path directory;

    private static Stage stage;
    private static RawConnection source;
    private static Path users;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        // All who fail here come from one address.
        stage = Stage.in(directory, "--mount.delivery-interval=100ms", "--auth.max-failures=0");
        users = stage.home().resolve("listeners.htpasswd");
        source = stage.source(MOUNT, Tune.of(Format.MP3, 440), 1);
        stage.awaitOn(MOUNT);
    }

    @AfterEach
    void nothingIsAmiss() throws IOException {
        stage.drop(MOUNT);
        stage.assertUnmoved();
        assertThat(source.isAlive()).isTrue();
    }

    @AfterAll
    static void stop() {
        source.close();
        stage.close();
    }

    private static void useFile(Map<String, Object> more) throws IOException {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("authType", "htpasswd");
        settings.put("authHtpasswdFile", users.getFileName().toString());
        stage.set(MOUNT, settings);
    }

    private static String as(String user, String password) {
        return "Authorization: " + Stage.basic(user, password);
    }

    private static Listener ask(String query, String... headers) throws IOException {
        return stage.audience().join(MOUNT + query, headers);
    }

    private static int status(String query, String... headers) throws IOException {
        try (Listener listener = ask(query, headers)) {
            return listener.head().status();
        }
    }

    private static String url(URI door, String login) {
        String address = door.resolve(MOUNT.substring(1)).toString();
        return login.isEmpty() ? address : address.replace("://", "://" + login + "@");
    }

    private int statusAtOtherDoor(String method, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(stage.http(), "")))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        response.body().close();
        return response.statusCode();
    }

    @Test
    void usersOfAFileListenWithTheirPlayersAndOthersDoNot() throws IOException, InterruptedException {
        Files.writeString(users, ANNA + BOB);
        useFile(Map.of());

        assertThat(RunningProgram.run(
                        Program.FFMPEG,
                        "-nostdin",
                        "-v",
                        "error",
                        "-i",
                        url(stage.streams(), "anna:hackme"),
                        "-t",
                        "2",
                        "-f",
                        "null",
                        "-"))
                .isEmpty();
        try (RunningProgram mpg123 =
                RunningProgram.start(Program.MPG123, "-q", "-t", "-n", "60", url(stage.streams(), "bob:hackme"))) {
            assertThat(mpg123.awaitExit(Stage.PATIENCE)).isZero();
        }
        assertThat(RunningProgram.run(
                        Program.CURL,
                        "-s",
                        "-o",
                        "/dev/null",
                        "-m",
                        "2",
                        "-w",
                        "%{http_code}",
                        "-u",
                        "anna:hackme",
                        url(stage.http(), "")))
                .contains("200");

        try (Listener nobody = ask("")) {
            assertThat(nobody.head().status()).isEqualTo(401);
            assertThat(nobody.head().header("www-authenticate")).contains("Basic realm=\"Icefloe\"");
        }
        assertThat(status("", as("anna", "wrong"))).isEqualTo(401);
        assertThat(status("", as("nobody", "hackme"))).isEqualTo(401);
        assertThat(statusAtOtherDoor("GET")).isEqualTo(401);
        assertThat(statusAtOtherDoor("GET", "Authorization", Stage.basic("anna", "wrong")))
                .isEqualTo(401);
    }

    @Test
    void headAsksToo() throws IOException, InterruptedException {
        Files.writeString(users, ANNA);
        useFile(Map.of());

        assertThat(statusAtOtherDoor("HEAD")).isEqualTo(401);
        assertThat(statusAtOtherDoor("HEAD", "Authorization", Stage.basic("anna", "hackme")))
                .isEqualTo(200);
        assertThat(statusAtOtherDoor("OPTIONS"))
                .as("what browsers ask before they log in")
                .isLessThan(300);
        assertThat(RunningProgram.run(
                        Program.CURL, "-s", "-o", "/dev/null", "-I", "-w", "%{http_code}", url(stage.streams(), "")))
                .contains("401");
    }

    @Test
    void fileThatChangesIsPickedUpAndABadOneIsNot() throws IOException {
        Files.writeString(users, ANNA);
        useFile(Map.of());
        assertThat(status("", as("bob", "hackme"))).isEqualTo(401);

        Files.writeString(users, ANNA + BOB);
        Stage.until("bob is let in").until(() -> status("", as("bob", "hackme")) == 200);

        Files.writeString(users, ANNA + BOB.substring(0, 40));
        Stage.until("the log tells").until(() -> !stage.log("cut short").isEmpty());
        Files.write(users, new byte[17 << 20]);
        Stage.until("the log tells").until(() -> !stage.log("17825792 bytes").isEmpty());
        assertThat(status("", as("bob", "hackme"))).isEqualTo(200);
        assertThat(stage.log("listeners.htpasswd", "WARN")).hasSize(2);
    }

    @Test
    void accountsListenAndAdminsAndRelaysEverywhere() throws IOException {
        stage.set(MOUNT, Map.of("authType", "accounts"));
        String lisa = "{\"role\":\"listener\",\"mounts\":[\"/club.mp3\"],\"password\":\"floe and ice\"}";
        assertThat(stage.call("PUT", "api/v1/accounts/lisa", lisa).statusCode()).isEqualTo(201);

        assertThat(status("", as("lisa", "floe and ice"))).isEqualTo(200);
        assertThat(status("", as("lisa", "x"))).isEqualTo(401);
        assertThat(status("", as("source", "hackme"))).isEqualTo(401);
        assertThat(status("", as("admin", "hackme"))).isEqualTo(200);
        assertThat(status("", as("relay", "hackme"))).isEqualTo(200);
    }

    @Test
    void linksLetInUntilTheyExpire() throws IOException, InterruptedException {
        Files.writeString(users, ANNA);
        useFile(Map.of());
        JsonNode made = new ObjectMapper()
                .readTree(stage.call(
                                "POST", "api/v1/tokens", "{\"mount\":\"/club.mp3\",\"ttl\":\"1h\",\"user\":\"otto\"}")
                        .body());
        String token = made.get("token").asText();

        assertThat(RunningProgram.run(
                        Program.FFMPEG,
                        "-nostdin",
                        "-v",
                        "error",
                        "-i",
                        made.get("url").asText(),
                        "-t",
                        "1",
                        "-f",
                        "null",
                        "-"))
                .isEmpty();
        assertThat(status("?x=1&token=" + token)).isEqualTo(200);
        assertThat(status("?token=" + token.replaceFirst("..$", "AA"))).isEqualTo(403);

        String xml =
                stage.call("POST", "admin/token?mount=/other.mp3&ttl=1h", "").body();
        String elsewhere = xml.replaceAll("(?s).*<token>(.*)</token>.*", "$1");
        try (Listener listener = ask("?token=" + elsewhere)) {
            assertThat(listener.head().status()).isEqualTo(403);
            assertThat(new String(listener.awaitEnd().body())).contains("another stream");
        }

        String brief = stage.call("POST", "admin/token?mount=/club.mp3&ttl=1s", "")
                .body()
                .replaceAll("(?s).*<token>(.*)</token>.*", "$1");
        Stage.until("it has expired").until(() -> status("?token=" + brief) == 403);
        assertThat(stage.call("POST", "admin/token?mount=/club.mp3", "").statusCode())
                .isEqualTo(400);
        assertThat(stage.call("POST", "api/v1/tokens", "{\"mount\":\"/club.mp3\",\"ttl\":\"0s\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(stage.log()).doesNotContain(token);
        HttpRequest stranger = HttpRequest.newBuilder(stage.http().resolve("api/v1/tokens"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"mount\":\"/club.mp3\",\"ttl\":\"1h\"}"))
                .build();
        assertThat(http.send(stranger, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void addressesAndAgentsAreKeptOut() throws IOException, InterruptedException {
        stage.set(MOUNT, Map.of("denyAddresses", "127.0.0.0/8"));
        assertThat(status("")).isEqualTo(403);
        assertThat(statusAtOtherDoor("GET")).isEqualTo(403);
        stage.set(MOUNT, Map.of("allowAddresses", "10.0.0.0/8, 127.0.0.1"));
        assertThat(status("")).isEqualTo(200);
        stage.set(MOUNT, Map.of("denyAgents", "*bot*\ncurl/*"));
        assertThat(status("", "User-Agent: GoogleBot/2.1")).isEqualTo(403);
        assertThat(status("", "User-Agent: VLC/3")).isEqualTo(200);
        assertThat(stage.put(MOUNT, Map.of("denyAddresses", "localhost")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void oneUserListensOnceAtATime() throws IOException {
        Files.writeString(users, ANNA);
        useFile(Map.of("authAllowDuplicateUsers", false));

        List<Listener> annas = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            annas.add(ask("", as("anna", "hackme")));
        }
        List<Listener> in = annas.stream()
                .filter(listener -> listener.head().status() == 200)
                .toList();
        assertThat(in).hasSize(1);
        annas.stream().filter(listener -> !in.contains(listener)).forEach(listener -> {
            assertThat(listener.head().status()).isEqualTo(401);
            assertThat(new String(listener.awaitEnd().body())).contains("already");
        });
        in.get(0).close();
        Stage.until("there is room again").until(() -> status("", as("anna", "hackme")) == 200);
    }
}
