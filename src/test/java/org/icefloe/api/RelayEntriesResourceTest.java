package org.icefloe.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.config.SettingsLoader;
import org.icefloe.mount.MountName;
import org.icefloe.relay.FakeReport;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.InProcess.Reply;
import org.icefloe.rest.Station;
import org.icefloe.rest.relay.RelayEditor;
import org.icefloe.store.Database;
import org.icefloe.store.RelayRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayEntriesResourceTest {
    private static final String RELAY =
            "{\"mount\":\"/club/live.mp3\",\"enabled\":true,\"onDemand\":true,\"upstreams\":["
                    + "{\"url\":\"http://a.example:8000/x.mp3\",\"username\":\"u\",\"password\":\"never shown\","
                    + "\"icyMetadata\":true}],\"mirrored\":false}";
    private static final String SHOWN = RELAY.replace("never shown", "***");

    private final FakeReport report = new FakeReport();
    private Database database;
    private RelayRepository relays;
    private InProcess server;

    @BeforeEach
    void open(@TempDir Path home) {
        database = Database.open(
                new SettingsLoader(Map.of("icefloe.home", home.toString()), Map.of(), Map.of(), Map.of()).load());
        relays = new RelayRepository(database);
        server = InProcess.of(
                Applications.of(new Station().authenticator())
                        .serve(RelayEntriesResource.class, new RelayEntriesResource(new RelayEditor(relays, report))),
                "http://localhost:8000/");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Reply send(String method, String path, String body) {
        return server.request(method, "api/v1/relays" + path)
                .login(Station.ADMIN)
                .header("Content-Type", "application/json")
                .send(body);
    }

    @Test
    void putRelayIsReadBackWithoutItsPassword() {
        Reply reply = send("PUT", "/club/live.mp3", RELAY);

        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(reply.body()).isEqualTo(SHOWN);
        assertThat(send("GET", "/club/live.mp3", "").body()).isEqualTo(SHOWN);
        assertThat(send("GET", "", "").body()).isEqualTo("[" + SHOWN + "]");
        assertThat(send("PUT", "/club/live.mp3", SHOWN).status()).isEqualTo(200);
        assertThat(relays.find(new MountName("/club/live.mp3"))
                        .orElseThrow()
                        .upstreams()
                        .get(0)
                        .credentials())
                .isEqualTo(Optional.of(new Credentials("u", "never shown")));
    }

    @Test
    void relaysOfTheMasterAreShownToo() {
        report.live("/mirror.mp3", "http://m.example/mirror.mp3", true, false);

        assertThat(send("GET", "/mirror.mp3", "").body())
                .startsWith(
                        "{\"mount\":\"/mirror.mp3\",\"onDemand\":false,\"mirrored\":true,\"state\":{\"phase\":\"live\",");
        assertThat(send("DELETE", "/mirror.mp3", "").status()).isEqualTo(404);
    }

    @Test
    void deletedRelayIsGone() {
        send("PUT", "/club/live.mp3", RELAY);

        assertThat(send("DELETE", "/club/live.mp3", "").status()).isEqualTo(204);
        assertThat(relays.all()).isEmpty();
        Reply missing = send("GET", "/club/live.mp3", "");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.body()).isEqualTo("No relay of /club/live.mp3 was set up\r\n");
    }

    @Test
    void whatCannotBeUsedIsRefusedInASentence() {
        assertThat(send("PUT", "/x", "").body()).startsWith("The body: expected a JSON object");
        assertThat(send("PUT", "/x", "{\"upstreams\":[{\"url\":\"gopher://a/\"}]}")
                        .body())
                .startsWith("upstreams[0].url: expected an address such as");
        assertThat(send("PUT", "/admin/x", RELAY).body()).startsWith("mount: expected a mountpoint");
        assertThat(relays.all()).isEmpty();
    }

    @Test
    void onlyAdminsAreAnswered() {
        for (String login : List.of(Station.RELAY, Station.SOURCE)) {
            assertThat(server.get("api/v1/relays").login(login).send().status()).isEqualTo(401);
        }
    }
}
