package org.icefloe.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.icefloe.config.KeptInMemory;
import org.icefloe.config.LiveSettings;
import org.icefloe.config.SettingsLoader;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.InProcess.Reply;
import org.icefloe.rest.Station;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsResourceTest {
    private static final String ADDRESS = "api/v1/settings";

    @TempDir
    Path home;

    private final KeptInMemory kept = new KeptInMemory();
    private LiveSettings settings;
    private InProcess server;

    @BeforeEach
    void start() {
        settings = new LiveSettings(
                new SettingsLoader(
                        Map.of("icefloe.home", home.toString(), "icefloe.admin.password", "leopard"),
                        Map.of(),
                        Map.of("ICEFLOE_LIMITS_SOURCES", "7"),
                        Map.of()),
                kept);
        server = InProcess.of(
                Applications.of(new Station().authenticator())
                        .serve(SettingsResource.class, new SettingsResource(settings)),
                "http://localhost:8080/");
    }

    @Test
    void everyKeyIsShownWithWhereItComesFrom() {
        Reply reply = server.get(ADDRESS).login(Station.ADMIN).send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .contains("\"icefloe.limits.sources\":{\"value\":\"7\",\"default\":\"4096\","
                        + "\"origin\":\"the environment\",\"applies\":\"at once\"}")
                .contains("\"icefloe.server.public-url\":{\"value\":null,\"default\":null,"
                        + "\"origin\":\"the default\",\"applies\":\"at once\"}")
                .contains("\"icefloe.admin.password\":{\"value\":null,\"default\":null,"
                        + "\"origin\":\"the command line\",\"applies\":\"in a fresh home\"}")
                .doesNotContain("leopard");
    }

    @Test
    void changeSaysWhatAppliesAndWhatNeedsARestart() {
        Reply reply = patch(
                "{\"icefloe.limits.clients\": 9, \"icefloe.mount.hidden\": true, \"icefloe.stream.port\": \"1\"}");

        assertThat(reply.body())
                .isEqualTo("{\"applied\":[\"icefloe.limits.clients\",\"icefloe.mount.hidden\"],"
                        + "\"needRestart\":[\"icefloe.stream.port\",\"icefloe.stream.shoutcast-port\"]}");
        assertThat(settings.get().limits().clients()).isEqualTo(9);
        assertThat(server.get(ADDRESS).login(Station.ADMIN).send().body())
                .contains("\"icefloe.stream.port\":{\"value\":\"8000\",\"default\":\"8000\","
                        + "\"origin\":\"the database\",\"applies\":\"at a restart\",\"next\":\"1\"}");
    }

    @Test
    void nullDropsWhatWasKept() {
        patch("{\"icefloe.limits.clients\": 9}");

        assertThat(patch("{\"icefloe.limits.clients\": null}").status()).isEqualTo(200);
        assertThat(settings.get().limits().clients()).isEqualTo(50_000);
        assertThat(kept.all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"icefloe.limits.sources\":8} | 409 | icefloe.limits.sources: it is fixed by the environment",
                "{\"icefloe.home\":\"/x\"}      | 409 | icefloe.home: it is",
                "{\"icefloe.limit.clients\":8}  | 400 | icefloe.limit.clients: there is no such setting. Was icefloe.limits.clients meant?",
                "{\"icefloe.limits.clients\":-8} | 400 | icefloe.limits.clients: expected a whole number",
                "{\"icefloe.limits.clients\":[8]} | 400 | icefloe.limits.clients: expected a text, a number",
                "{\"icefloe.server.location\":\"a\\r\\nSet-Cookie: b\"} | 400 | icefloe.server.location: expected a text",
                "{\"icefloe.server.hostname\":\"a\\u0000b\"} | 400 | icefloe.server.hostname: expected a text",
                "{\"icefloe.mount.queue-size\":1} | 400 | icefloe.mount.burst-size = 65536 cannot be used",
                "[1]                            | 400 | Line 1, column 1: expected an object",
                "{                              | 400 | Line 1",
                "null                           | 400 | The body: expected a JSON object",
            })
    void badChangeIsRefusedAndChangesNothing(String body, int status, String sentence) {
        Reply reply = patch(body);

        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.body()).startsWith(sentence).endsWith("\r\n");
        assertThat(kept.all()).isEmpty();
    }

    @Test
    void reloadReadsTheFileOrSaysWhyNot() throws IOException {
        Files.writeString(home.resolve("icefloe.properties"), "icefloe.server.location=Oslo\n");
        assertThat(reload().body()).isEqualTo("{\"applied\":[\"icefloe.server.location\"],\"needRestart\":[]}");

        Files.writeString(home.resolve("icefloe.properties"), "icefloe.limits.clients=x\n");
        assertThat(reload().status()).isEqualTo(400);
        assertThat(reload().body()).startsWith("icefloe.limits.clients = x, from " + home);
        assertThat(settings.get().server().location()).isEqualTo("Oslo");
    }

    @Test
    void onlyAdminsAreAnswered() {
        assertThat(server.get(ADDRESS).send().status()).isEqualTo(401);
        assertThat(server.patch(ADDRESS)
                        .login("source:hackme")
                        .header("Content-Type", "application/json")
                        .send("{\"icefloe.limits.clients\":1}")
                        .status())
                .isEqualTo(401);
        assertThat(server.post(ADDRESS + "/reload").send().status()).isEqualTo(401);
        assertThat(kept.all()).isEmpty();
    }

    private Reply patch(String body) {
        return server.patch(ADDRESS)
                .login(Station.ADMIN)
                .header("Content-Type", "application/json")
                .send(body);
    }

    private Reply reload() {
        return server.post(ADDRESS + "/reload").login(Station.ADMIN).send();
    }
}
