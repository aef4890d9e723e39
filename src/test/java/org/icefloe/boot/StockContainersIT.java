package org.icefloe.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.StockContainer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The WAR, dropped into containers as their makers publish them. */
class StockContainersIT {
    private static final Pattern TROUBLE = Pattern.compile(
            "SEVERE|\\bERROR\\b|Exception|memory leak|has failed to stop|to forcibly remove", Pattern.CASE_INSENSITIVE);

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void containerDeploysAnswersAndStopsWithoutTrouble(StockContainer container) throws Exception {
        try (Server server = container.start(directory)) {
            assertThat(status(server.httpUri().resolve("health/ready"))).isEqualTo(200);
            assertThat(server.stop()).isIn(0, 143);
            assertThat(server.output().lines().filter(line -> line.startsWith("Icefloe is ready")))
                    .hasSize(1);
            assertThat(server.log().lines().filter(TROUBLE.asPredicate())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TOMCAT_10_1", "JETTY_12_0"})
    void contextPathIsPartOfTheConsolesAddress(StockContainer container) throws Exception {
        try (Server server = container.start(directory, "radio", Map.of())) {
            assertThat(server.httpUri().getPath()).isEqualTo("/radio/");
            assertThat(status(server.httpUri().resolve("health/ready"))).isEqualTo(200);
        }
    }

    private static int status(URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
