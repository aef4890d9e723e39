package org.icefloe.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.icefloe.testkit.Server;

/** Whoever runs a server, and sends it requests at one of its doors. */
final class AdminClient {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI door;
    private final String login;

    private AdminClient(URI door, String login) {
        this.door = door;
        this.login = login;
    }

    /** At the container's port. */
    static AdminClient of(Server server) {
        return of(server, "admin:" + Server.PASSWORD);
    }

    static AdminClient of(Server server, String login) {
        return new AdminClient(server.httpUri(), login);
    }

    /** At the stream port. */
    static AdminClient atStreamPort(Server server) {
        return new AdminClient(URI.create("http://127.0.0.1:" + server.streamPort() + "/"), "admin:" + Server.PASSWORD);
    }

    HttpResponse<String> send(String method, String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(door.resolve(path))
                .timeout(PATIENCE)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    HttpResponse<String> get(String path) throws IOException {
        return send("GET", path, "");
    }

    /** The body of what is there. */
    String page(String path) throws IOException {
        return get(path).body();
    }

    /** Changes settings, and returns what the server says of it. */
    String change(String json) throws IOException {
        HttpResponse<String> reply = send("PATCH", "api/v1/settings", json);
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        return reply.body();
    }
}
