package org.icefloe.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.icefloe.config.SettingsLoader;
import org.icefloe.listener.Slaves;
import org.icefloe.net.Origin;
import org.icefloe.relay.FakeReport;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.Station;
import org.icefloe.rest.relay.RelayEditor;
import org.icefloe.store.Database;
import org.icefloe.store.RelayRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the list of relays says of the master and the slaves. */
class RelatedServersTest {
    @TempDir
    private Path home;

    private final FakeReport report = new FakeReport();
    private final Slaves slaves = new Slaves(() -> 0, new Random(1));
    private Database database;
    private InProcess server;

    @BeforeEach
    void open() {
        database = Database.open(
                new SettingsLoader(Map.of("icefloe.home", home.toString()), Map.of(), Map.of(), Map.of()).load());
        RelayEditor editor = new RelayEditor(new RelayRepository(database), report);
        server = InProcess.of(
                Applications.of(new Station().authenticator())
                        .serve(RelaysResource.class, new RelaysResource(editor, slaves)),
                "http://localhost:8000/");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private String get(String target) {
        return server.get(target).login(Station.ADMIN).send().body();
    }

    @Test
    void slavesAreListedWithWhatTheySayOfThemselves() {
        slaves.came(
                new Origin("http", "slave.example", 8001),
                new Slaves.Report(Duration.ofSeconds(60), Optional.of(30), Optional.of(500)));

        assertThat(get("admin/relays"))
                .contains("<slave><server>http://slave.example:8001</server><listeners>30</listeners>"
                        + "<max_listeners>500</max_listeners><sent>0</sent>"
                        + "<forgotten_in_seconds>70</forgotten_in_seconds></slave>");
        assertThat(get("admin/relays.json")).endsWith("\"maxListeners\":500,\"sent\":0,\"forgottenInSeconds\":70}]}");
    }

    @Test
    void whoWantsAMirroredOneAwayIsToldHow() {
        report.live("/mirror.mp3", "http://master.example:8000/mirror.mp3", true, false);

        assertThat(server.post("admin/relays")
                        .login(Station.ADMIN)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .send("action=delete&mount=/mirror.mp3")
                        .body())
                .contains("No relay of /mirror.mp3 was set up: the master has it. One of your own, with enabled=0,"
                        + " leaves it out here</message><return>0</return>");
    }
}
