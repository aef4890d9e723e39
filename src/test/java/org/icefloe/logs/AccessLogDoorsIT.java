package org.icefloe.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.StockContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each request at each door is one line of the access log, however it ends. */
class AccessLogDoorsIT {
    private static final int CROWD = 5_000;

    private static final String LINE =
            "127\\.0\\.0\\.1 - \\S+ \\[[^]]+] \"\\S+ \\S+ HTTP/1.[01]\" \\d{3} \\d+ \"[^\"]*\" \"[^\"]*\" \\d+";

    private static final String SOURCE = " HTTP/1.1\r\nHost: localhost\r\n" + basic("source")
            + "Content-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    @TempDir
    Path directory;

    private static String basic(String user) {
        byte[] pair = (user + ":" + Server.PASSWORD).getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair) + "\r\n";
    }

    @Test
    void eachRequestAtBothDoorsOfTheJarIsOneLine() throws Exception {
        try (Server server = JarServer.in(directory).start()) {
            List<String> expected = new ArrayList<>(script(server.streamPort(), "stream"));
            expected.addAll(script(server.httpUri().getPort(), "http"));
            assertLines(server, expected);
            assertNoPasswordIn(server);
        }
    }

    @Test
    void eachRequestAtTomcatIsOneLine() throws Exception {
        try (Server server = StockContainer.TOMCAT_10_1.start(directory, "radio", Map.of())) {
            List<String> expected = script(server.httpUri().getPort(), "http", "/radio");
            assertLines(server, expected);
            assertNoPasswordIn(server);
        }
    }

    @Test
    void ofFiveThousandListenersWhoLeaveAtOnceNoneIsLost() throws Exception {
        List<SocketChannel> crowd = new ArrayList<>();
        try (Server server = JarServer.in(directory).start()) {
            Socket source = say(server.streamPort(), "PUT /live" + SOURCE);
            assertThat(statusOf(source)).isEqualTo(200);
            ByteBuffer get = ByteBuffer.wrap("GET /live HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int number = 0; number < CROWD; number++) {
                SocketChannel listener = SocketChannel.open(new InetSocketAddress("127.0.0.1", server.streamPort()));
                crowd.add(listener);
                listener.write(get.duplicate());
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> page(server.streamPort(), "/status-json.xsl").contains("\"listeners\":" + CROWD));
            for (SocketChannel listener : crowd) {
                listener.close();
            }
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(lines(server))
                    .filteredOn(isOf("GET /live "))
                    .hasSize(CROWD));
            source.close();
            assertThat(server.stop()).isIn(0, 143);
            assertThat(lines(server))
                    .filteredOn(isOf("GET /live "))
                    .hasSize(CROWD)
                    .allMatch(line -> line.matches(LINE));
            assertThat(server.log()).doesNotContain("were lost");
        } finally {
            for (SocketChannel listener : crowd) {
                listener.close();
            }
        }
    }

    private static Predicate<String> isOf(String request) {
        return line -> line.contains("\"" + request);
    }

    private static List<String> script(int port, String name) throws IOException {
        return script(port, name, "");
    }

    /**
     * Requests of every kind; the last listener and source are there until the server ends.
     *
     * @return what has to be in the log of each: request, status and user
     */
    private static List<String> script(int port, String name, String context) throws IOException {
        String mount = "/" + name + ".bin";
        List<String> expected = new ArrayList<>();
        expected.add(asked(port, context, "GET /nowhere-" + name, 404, "-"));
        expected.add(asked(port, context, "GET /status-json.xsl", 200, "-"));
        expected.add(asked(port, context, "HEAD /status-json.xsl", 200, "-"));
        expected.add(asked(port, context, "GET /nowhere.m3u", 200, "-"));
        expected.add(asked(port, context, "GET /assets/site.css", 200, "-"));
        expected.add(asked(port, context, "OPTIONS /any", 204, "-"));
        expected.add(asked(port, context, "BREW /pot", 405, "-"));
        expected.add(asked(port, context, "GET /api/v1/mounts", 401, "-"));
        expected.add(asked(port, context, "GET /api/v1/mounts", basic("admin"), 200, "admin"));
        expected.add(asked(port, context, "GET /api/v1/mounts", basic("nobody"), 401, "nobody"));
        expected.add(asked(port, context, "SOURCE /refused", "Content-Length: 5\r\n", 401, "-"));

        try (Socket source = say(port, "PUT " + context + mount + SOURCE)) {
            assertThat(statusOf(source)).isEqualTo(200);
            source.getOutputStream().write("5\r\nsound\r\n".getBytes(StandardCharsets.US_ASCII));
            expected.add(asked(port, context, "HEAD " + mount, 200, "-"));
            // One leaves by itself, one is there when the source goes.
            try (Socket listener = say(port, "GET " + context + mount + " HTTP/1.0\r\n\r\n")) {
                assertThat(statusOf(listener)).isEqualTo(200);
            }
            Socket stays = say(port, "GET " + context + mount + " HTTP/1.0\r\n\r\n");
            assertThat(statusOf(stays)).isEqualTo(200);
            expected.add("GET " + mount + " 200 -");
            expected.add("GET " + mount + " 200 -");
        }
        expected.add("PUT " + mount + " 200 -");

        Socket last = say(port, "PUT " + context + "/last" + mount + SOURCE);
        assertThat(statusOf(last)).isEqualTo(200);
        assertThat(statusOf(say(port, "GET " + context + "/last" + mount + " HTTP/1.0\r\n\r\n")))
                .isEqualTo(200);
        expected.add("PUT /last" + mount + " 200 -");
        expected.add("GET /last" + mount + " 200 -");
        return expected;
    }

    private static String asked(int port, String context, String request, int status, String user) throws IOException {
        return asked(port, context, request, "", status, user);
    }

    private static String asked(int port, String context, String request, String headers, int status, String user)
            throws IOException {
        String line =
                request.replaceFirst(" ", " " + context) + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        try (Socket client = say(port, line + headers + "\r\n")) {
            assertThat(statusOf(client)).as(request).isEqualTo(status);
            client.getInputStream().readAllBytes();
        }
        return request + " " + status + " " + user;
    }

    private static Socket say(int port, String text) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Reads the first line of a reply. */
    private static int statusOf(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return Integer.parseInt(line.toString().split(" ")[1].strip());
    }

    private static String page(int port, String path) throws IOException {
        try (Socket client = say(port, "GET " + path + " HTTP/1.0\r\n\r\n")) {
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Ends the server and compares; the questions of the server itself, whether it is ready, are left out. */
    private static void assertLines(Server server, List<String> expected) throws IOException {
        assertThat(server.stop()).isIn(0, 143);
        List<String> lines = lines(server);
        assertThat(lines).allMatch(line -> line.matches(LINE));
        assertThat(lines.stream().map(AccessLogDoorsIT::summary).filter(line -> !line.contains("/health/")))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String summary(String line) {
        String[] words = line.split(" ");
        return words[5].substring(1) + " " + words[6] + " " + words[8] + " " + words[2];
    }

    private static List<String> lines(Server server) throws IOException {
        return Files.readAllLines(server.home().resolve("log/access.log"));
    }

    /** And the log of errors has what standard error has, of this server's own. */
    private static void assertNoPasswordIn(Server server) throws IOException {
        String errors = Files.readString(server.home().resolve("log/error.log"));
        assertThat(errors)
                .contains("starts; its home is " + server.home(), "Source 127.0.0.1 streams ", " ends\n")
                .doesNotContain(Server.PASSWORD);
        assertThat(server.log())
                .contains(errors.lines()
                        .filter(line -> line.contains("SourceGate"))
                        .toList());
        assertThat(lines(server)).noneMatch(line -> line.contains(Server.PASSWORD));
    }
}
