package org.icefloe.directory.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers that mirror each other, and have no streams of their own. */
class MirrorIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String ENTRIES = "api/v1/directory/entries";

    /** What a directory tells its mirrors may be 40 s old. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private static JarServer directory(Path home) {
        return JarServer.in(home)
                .option("--directory.serve=true")
                .option("--directory.probe-interval=0")
                .option("--directory.mirror-interval=1s")
                .option("--stream.serve=false");
    }

    private static HttpResponse<byte[]> ask(URI address, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static HttpResponse<String> post(Server server, String path, String form)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.httpUri().resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private static String add(Server server, String host) throws IOException, InterruptedException {
        return post(
                        server,
                        "yp",
                        "action=add&sn=" + host + "&genre=jazz&type=audio/mpeg&listenurl=http://" + host + ".com/")
                .headers()
                .firstValue("SID")
                .orElseThrow();
    }

    private static String own(Server server) throws IOException, InterruptedException {
        HttpResponse<byte[]> list = ask(server.httpUri().resolve(ENTRIES), "Accept-Encoding", "gzip");
        assertThat(list.statusCode()).isEqualTo(200);
        try (GZIPInputStream lines = new GZIPInputStream(new ByteArrayInputStream(list.body()))) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** As everybody finds it there. */
    private static String found(Server server) throws IOException, InterruptedException {
        return new String(
                ask(server.httpUri().resolve("api/v1/directory/stations")).body(), StandardCharsets.UTF_8);
    }

    @Test
    void whatIsListedThereIsShownHere() throws Exception {
        Server a = directory(directory.resolve("a")).start();
        String sid = add(a, "nordlicht");
        String gone = add(a, "polarnacht");
        try (a;
                Server b = directory(directory.resolve("b"))
                        .option("--directory.mirror=" + a.httpUri())
                        .start()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(found(b)).contains("\"nordlicht\"", "\"polarnacht\""));
            assertThat(own(a))
                    .contains("http://nordlicht.com/")
                    .doesNotContain(sid)
                    .doesNotContain("127.0.0.1");
            assertThat(own(b)).isEmpty();

            post(a, "yp", "action=remove&sid=" + gone);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(found(b)).contains("\"nordlicht\"").doesNotContain("polarnacht"));

            a.kill();
            await().atMost(PATIENCE).until(() -> b.log().contains("What it had listed before stays here"));
            assertThat(found(b)).contains("\"nordlicht\"");
        }
    }

    @Test
    void directoryAloneHasNoStreams() throws Exception {
        try (Server server = directory(directory).start()) {
            assertThat(server.output())
                    .contains("Icefloe is ready: directory "
                            + server.httpUri().resolve("directory").toString().replace("127.0.0.1", "localhost")
                            + " console ");
            assertThat(ask(server.httpUri().resolve("health/ready")).statusCode())
                    .isEqualTo(200);
            HttpResponse<byte[]> front = ask(server.httpUri());
            assertThat(front.statusCode()).isEqualTo(303);
            assertThat(front.headers().firstValue("Location").orElseThrow()).endsWith("/directory");
            HttpRequest source = HttpRequest.newBuilder(server.httpUri().resolve("live.mp3"))
                    .header("Content-Type", "audio/mpeg")
                    .PUT(BodyPublishers.ofString("x"))
                    .build();
            HttpResponse<String> refused = CLIENT.send(source, BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("icefloe.stream.serve is false");
            assertThat(ask(server.httpUri().resolve("live.mp3")).statusCode()).isEqualTo(404);
            assertThat(server.log()).doesNotContain("Stream port ");

            add(server, "nordlicht");
            HttpResponse<byte[]> list = ask(server.httpUri().resolve(ENTRIES), "Accept-Encoding", "gzip");
            String tag = list.headers().firstValue("ETag").orElseThrow();
            assertThat(ask(server.httpUri().resolve(ENTRIES), "Accept-Encoding", "gzip", "If-None-Match", tag)
                            .statusCode())
                    .isEqualTo(304);
            assertThat(ask(server.httpUri().resolve(ENTRIES)).statusCode()).isEqualTo(406);
        }
    }
}
