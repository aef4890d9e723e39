package org.icefloe.site.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is no directory has nothing of one, at either door. */
class NoDirectoryIT {
    @Test
    void nothingIsThere(@TempDir Path directory) throws Exception {
        try (Server server =
                JarServer.in(directory).option("--stream.shoutcast-port=0").start()) {
            URI streams = URI.create("http://127.0.0.1:" + server.streamPort() + "/");
            for (URI door : List.of(server.httpUri(), streams)) {
                for (String path : List.of(
                        "yp.xml",
                        "directory",
                        "directory/genres",
                        "search?q=jazz",
                        "genres",
                        "api/v1/directory/entries",
                        "directory/new.atom",
                        "directory/stations/x/clicks",
                        "api/v1/directory/stations",
                        "api/v1/directory/stations/x",
                        "api/v1/directory/genres")) {
                    assertThat(status(HttpRequest.newBuilder(door.resolve(path)).build()))
                            .as(path)
                            .isEqualTo(404);
                }
                assertThat(status(HttpRequest.newBuilder(door.resolve("cgi-bin/yp-cgi"))
                                .POST(BodyPublishers.ofString("action=add"))
                                .build()))
                        .isBetween(404, 405);
            }
        }
    }

    private static int status(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
