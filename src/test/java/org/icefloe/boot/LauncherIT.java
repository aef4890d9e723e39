package org.icefloe.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.icefloe.testkit.FailedLaunch;
import org.icefloe.testkit.FreePorts;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.JavaHomes;
import org.icefloe.testkit.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code java -jar target/icefloe.war}, as an operator or a service manager meets it. */
class LauncherIT {
    /** Bytes: Linux lets the buffer of a connection that is not read from grow to 4 MB by default. */
    private static final int MORE_THAN_SOCKETS_HOLD = 10 << 20;

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource
    void readyLineMeansBothDoorsAccept(Path javaHome) throws Exception {
        try (Server server = JarServer.in(directory).java(javaHome).start()) {
            assertThat(health(server.httpUri())).isEqualTo(200);
            try (Socket stream = new Socket(InetAddress.getLoopbackAddress(), server.streamPort())) {
                assertThat(stream.isConnected()).isTrue();
            }
            assertThat(server.log()).doesNotContain("WARNING:", "Exception");
        }
    }

    static List<Path> readyLineMeansBothDoorsAccept() {
        return JavaHomes.supported();
    }

    @Test
    void standardOutputHoldsTheReadyLineAlone() {
        try (Server server = JarServer.in(directory)
                .option("--server.hostname=radio.example")
                .start()) {
            String expected = "Icefloe is ready: streams http://radio.example:" + server.streamPort()
                    + "/ console http://radio.example:" + server.httpUri().getPort() + "/\n";
            server.stop();
            assertThat(server.output()).isEqualTo(expected);
        }
    }

    @Test
    void sigtermEndsItWithinFiveSecondsThoughAListenerIsStalledAtEachDoor() throws Exception {
        try (Server server =
                        JarServer.in(directory).option("--mount.queue-size=16m").start();
                RawStream source = RawStream.source(server.streamPort(), "/live.mp3");
                RawStream atStreamPort = RawStream.listener(server.streamPort(), "/live.mp3");
                RawStream atServletDoor = RawStream.listener(server.httpUri().getPort(), "/live.mp3")) {
            source.send(MORE_THAN_SOCKETS_HOLD);
            await().until(() -> get(server, "status-json.xsl").body().contains("\"listeners\":2"));

            long begin = System.nanoTime();
            assertThat(server.stop()).isIn(0, 143);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));

            assertThat(server.log()).doesNotContain("is cut off", "did not end cleanly");
            source.awaitEnd();
            atStreamPort.awaitEnd();
            atServletDoor.awaitEnd();
        }
    }

    @Test
    void acknowledgedEntryAndPasswordsOutliveKillMinusNine() throws Exception {
        try (Server first = JarServer.in(directory).start()) {
            HttpRequest put = asAdmin(first, "api/v1/mounts/live.mp3")
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString("{\"maxListeners\":7}"))
                    .build();
            assertThat(send(put).statusCode()).isEqualTo(201);
            first.kill();
        }
        try (Server second = JarServer.in(directory)
                .environment("ICEFLOE_ADMIN_PASSWORD", "another")
                .start()) {
            HttpResponse<String> entry =
                    send(asAdmin(second, "api/v1/mounts/live.mp3").build());
            assertThat(entry.statusCode()).isEqualTo(200);
            assertThat(entry.body()).isEqualTo("{\"name\":\"/live.mp3\",\"maxListeners\":7}");
        }
    }

    @Test
    void warIsUnpackedOnceAndLeftoversAreCleared() throws Exception {
        Path run = directory.resolve("home/run");
        Files.createDirectories(run.resolve("unpacking123/WEB-INF"));
        String unpacked;
        try (Server first = JarServer.in(directory).start()) {
            unpacked = unpackedIn(run);
        }
        Path web = run.resolve(unpacked).resolve("WEB-INF/web.xml");
        var before = Files.readAttributes(web, "unix:ino");
        try (Server second = JarServer.in(directory).start()) {
            assertThat(unpackedIn(run)).isEqualTo(unpacked);
            assertThat(Files.readAttributes(web, "unix:ino")).isEqualTo(before);
        }
    }

    private static String unpackedIn(Path run) throws IOException {
        try (var children = Files.list(run)) {
            List<String> names = children.map(child -> child.getFileName().toString())
                    .filter(name -> !name.equals("lock") && !name.equals("tmp"))
                    .toList();
            assertThat(names).hasSize(1);
            return names.get(0);
        }
    }

    @Test
    void portInUseIsOneSentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());
            FailedLaunch failed =
                    JarServer.in(directory).option("--http-port=" + port).fail();
            assertThat(failed.exitCode()).isEqualTo(1);
            assertThat(failed.errors())
                    .isEqualTo("Cannot listen on 0.0.0.0:" + port + ", another program has this port:"
                            + " stop it, or choose another with --http-port (0 takes any free one).\n");
        }
    }

    @Test
    void streamPortInUseIsSaidWithoutATrace() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());
            FailedLaunch failed =
                    JarServer.in(directory).option("--stream-port=" + port).fail();
            assertThat(failed.exitCode()).isEqualTo(1);
            assertThat(failed.errors()).contains(port).doesNotContain("\tat ");
        }
    }

    @Test
    void secondServerOnTheSameHomeIsTurnedAway() {
        try (Server first = JarServer.in(directory).start()) {
            FailedLaunch second = JarServer.in(directory).fail();
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.errors())
                    .startsWith("Another Icefloe runs on the home " + first.home())
                    .hasLineCount(1);
        }
    }

    @Test
    void unknownOptionIsOneSentenceAndExitCodeTwo() {
        FailedLaunch failed = JarServer.in(directory).option("--port=80").fail();
        assertThat(failed.exitCode()).isEqualTo(2);
        assertThat(failed.errors()).isEqualTo("There is no option --port: see --help.\n");
    }

    @Test
    void settingsComeFromTheHomesFileUnlessTheEnvironmentSaysOtherwise() throws Exception {
        int fromFile = FreePorts.one();
        int fromEnvironment = FreePorts.one();
        Path home = Files.createDirectories(directory.resolve("home"));
        Files.writeString(
                home.resolve("icefloe.properties"),
                "icefloe.http.port=" + fromFile + "\nicefloe.server.hostname=file.example\n");
        try (Server server = JarServer.in(directory)
                .withoutHttpPort()
                .environment("ICEFLOE_HTTP_PORT", Integer.toString(fromEnvironment))
                .start()) {
            assertThat(server.output())
                    .contains("console http://file.example:" + fromEnvironment + "/")
                    .contains("streams http://file.example:" + server.streamPort());
        }
    }

    private static int health(URI server) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(server.resolve("health/ready")).build())
                .statusCode();
    }

    private static HttpResponse<String> get(Server server, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(server.httpUri().resolve(path)).build());
    }

    private static HttpRequest.Builder asAdmin(Server server, String path) {
        byte[] login = ("admin:" + Server.PASSWORD).getBytes(StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(server.httpUri().resolve(path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
