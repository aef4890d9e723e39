package org.icefloe.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.clients.RawConnection;

/**
 * A running server that believes this machine when it says for whom it asks, so that each test has addresses to spare.
 */
final class Fort implements AutoCloseable {
    static final String ADMIN = "admin:" + Server.PASSWORD;
    static final String SOURCE = "source:" + Server.PASSWORD;
    static final String RELAY = "relay:" + Server.PASSWORD;

    private static final int PATIENCE_MILLIS = 10_000;
    private static final AtomicInteger addresses = new AtomicInteger();

    private final Server server;

    private Fort(Server server) {
        this.server = server;
    }

    static Fort in(Path directory, String... options) {
        JarServer server = JarServer.in(directory)
                .option("--server.trusted-proxies=127.0.0.1")
                .option("--mount.source-timeout=10m");
        List.of(options).forEach(server::option);
        return new Fort(server.start());
    }

    /** The ports of both doors. */
    List<Integer> doors() {
        return List.of(streamDoor(), servletDoor());
    }

    int streamDoor() {
        return server.streamPort();
    }

    int servletDoor() {
        return server.httpUri().getPort();
    }

    long pid() {
        return server.pid();
    }

    String log() {
        return server.log();
    }

    /** Lines of the log that contain all of these words. */
    List<String> log(String... words) {
        return log().lines()
                .filter(line -> List.of(words).stream().allMatch(line::contains))
                .toList();
    }

    /** No stack trace has got into the log, and the server answers. */
    void assertUnmoved() throws IOException {
        assertThat(log()).doesNotContain("\tat ", "Exception", "fault in the server");
        for (int door : doors()) {
            assertThat(get(door, "/status-json.xsl", "", "").status()).isEqualTo(200);
        }
    }

    /** An address that no other test has. */
    static String someAddress() {
        int number = addresses.incrementAndGet();
        return "198.51." + (number >> 8) + "." + (number & 0xFF);
    }

    static String basic(String login) {
        byte[] bytes = login.getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(bytes) + "\r\n";
    }

    static String from(String address) {
        return "X-Forwarded-For: " + address + "\r\n";
    }

    /** What came back. */
    record Reply(String text) {
        int status() {
            return text.matches("(?s)HTTP/1\\.[01] [1-5][0-9][0-9].*") ? Integer.parseInt(text.substring(9, 12)) : 0;
        }

        String head() {
            return text.split("\r\n\r\n", 2)[0];
        }

        String body() {
            String[] parts = text.split("\r\n\r\n", 2);
            return parts.length < 2 ? "" : parts[1];
        }
    }

    /**
     * Asks for something.
     *
     * @param login {@code user:password}, or nothing
     * @param headers further ones, each with its line end
     */
    Reply get(int door, String target, String login, String headers) throws IOException {
        return request(door, "GET " + target, login, headers, "");
    }

    /** @param request method and target */
    Reply request(int door, String request, String login, String headers, String body) throws IOException {
        return send(
                door,
                request + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + (login.isEmpty() ? "" : basic(login)) + headers
                        + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n") + "\r\n" + body);
    }

    /**
     * Sends a text as it stands, one byte a character, and reads to the end; a stream is read no further than its head.
     */
    Reply send(int door, String text) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", door)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            ByteArrayOutputStream reply = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                InputStream in = socket.getInputStream();
                for (int next = in.read(); next >= 0 && reply.size() < 1 << 20; next = in.read()) {
                    reply.write(next);
                }
            } catch (SocketException reset) {
                return new Reply(reply.toString(StandardCharsets.UTF_8));
            }
            return new Reply(reply.toString(StandardCharsets.UTF_8));
        }
    }

    /** The status with which a source is answered; it leaves at once, if it was let in. */
    int source(int door, String mount, String login, String headers) throws IOException {
        try (RawConnection source = new RawConnection("127.0.0.1", door, Duration.ofMillis(PATIENCE_MILLIS))) {
            source.say("PUT " + mount + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: audio/mpeg\r\n" + basic(login)
                    + headers + "Content-Length: 0\r\n\r\n");
            return new Reply(source.head()).status();
        }
    }

    /** A source that is on and silent. */
    RawConnection onAir(String mount) throws IOException {
        RawConnection source = new RawConnection("127.0.0.1", streamDoor(), Duration.ofMillis(PATIENCE_MILLIS));
        source.say("SOURCE " + mount + " HTTP/1.0\r\n" + basic(SOURCE) + "Content-Type: audio/mpeg\r\n\r\n");
        source.expect("HTTP/1\\.[01] 200 .*");
        return source;
    }

    @Override
    public void close() {
        server.close();
    }
}
