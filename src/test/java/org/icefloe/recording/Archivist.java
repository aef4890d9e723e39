package org.icefloe.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.clients.Program;
import org.icefloe.testkit.clients.RunningProgram;
import org.icefloe.testkit.clients.Sample;

/** Sets a running server to record, feeds it, and finds what it has recorded. */
record Archivist(Server server) {
    /** An entry for a mount, as JSON. */
    void set(String mount, String entry) throws Exception {
        send(request(server.httpUri().resolve("api/v1/mounts" + mount))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(entry)));
    }

    void title(String mount, String title) throws Exception {
        String song = URLEncoder.encode(title, StandardCharsets.UTF_8);
        send(request(URI.create("http://127.0.0.1:%d/admin/metadata?mode=updinfo&mount=%s&song=%s"
                .formatted(server.streamPort(), mount, song))));
    }

    private static HttpRequest.Builder request(URI address) {
        String login =
                Base64.getEncoder().encodeToString(("admin:" + Server.PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(address).header("Authorization", "Basic " + login);
    }

    private static void send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    }

    /** Plays so many seconds of a sample. */
    RunningProgram source(String mount, Sample sample, int seconds) throws IOException {
        return RunningProgram.start(
                Program.FFMPEG,
                "-v",
                "warning",
                "-nostdin",
                "-re",
                "-i",
                sample.path().toString(),
                "-t",
                Integer.toString(seconds),
                "-c",
                "copy",
                "-f",
                sample.muxer(),
                "-content_type",
                sample.contentType(),
                "icecast://source:" + Server.PASSWORD + "@127.0.0.1:" + server.streamPort() + mount);
    }

    Path file(String name) {
        return server.home().resolve(name);
    }

    /** What was recorded under a directory of the home, oldest first, without what stands beside it. */
    List<Path> recordings(String directory) throws IOException {
        try (Stream<Path> files = Files.walk(file(directory))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /** Whether every one of them has been closed. */
    boolean areComplete(List<Path> recordings) {
        return recordings.stream().allMatch(file -> server.log().contains(file + " is complete"));
    }

    static JsonNode json(Path recording) throws IOException {
        return new ObjectMapper()
                .readTree(recording
                        .resolveSibling(recording.getFileName() + ".json")
                        .toFile());
    }
}
