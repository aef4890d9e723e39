package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.icefloe.onair.Format;
import org.icefloe.onair.Judge;
import org.icefloe.onair.Listener;
import org.icefloe.onair.Stage;
import org.icefloe.onair.Tune;
import org.icefloe.testkit.JavaHomes;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Relays that are set by an admin's call, or imported, are in the database, and run. */
class KeptRelaysIT {
    private static final int KILLS = 10;
    private static final String[] OPTIONS = {
        "--mount.delivery-interval=100ms", "--relay.retry-limit=1s", "--relay.master-interval=1s"
    };

    @TempDir
    Path directory;

    private Icecast origin;
    private RawConnection slow;
    private RawConnection fast;

    @BeforeEach
    void start() throws IOException {
        origin = Icecast.with();
        slow = Encoder.play(origin.port(), "/slow.mp3", Tune.of(Format.MP3, 440));
        fast = Encoder.play(origin.port(), "/fast.mp3", Tune.of(Format.MP3_FASTER, 880));
        origin.awaitOn("/slow.mp3");
        origin.awaitOn("/fast.mp3");
    }

    @AfterEach
    void stop() {
        slow.close();
        fast.close();
        origin.close();
    }

    private String address(String mount) {
        return origin.streams().resolve(mount).toString();
    }

    @Test
    void relaysAreThereAndRunWhenTheServerWasKilled() throws IOException {
        Stage killed = Stage.in(directory, OPTIONS);
        Desk before = new Desk(killed);
        before.form("action=add&mount=/form.mp3&server=127.0.0.1&port=" + origin.port() + "&remote-mount=/slow.mp3");
        before.set("/json.mp3", Map.of("onDemand", true, "idleTimeout", "1s"), address("/fast.mp3"));
        before.set("/off.mp3", Map.of("enabled", false), address("/fast.mp3"));
        before.awaitPhase("/form.mp3", "live");
        killed.kill();

        try (Stage stage = Stage.in(directory, OPTIONS)) {
            Desk desk = new Desk(stage);
            desk.awaitPhase("/form.mp3", "live");
            assertHeard(stage, "/form.mp3", "48 kbit/s");
            assertThat(desk.phase("/json.mp3")).isEqualTo("idle");
            assertHeard(stage, "/json.mp3", "64 kbit/s");
            desk.awaitPhase("/json.mp3", "idle");
            assertThat(desk.phase("/off.mp3")).isEqualTo("disabled");
            assertThat(stage.page("admin/relays"))
                    .contains("<relay mount=\"/form.mp3\"><enabled>1</enabled><on_demand>0</on_demand>")
                    .contains("<phase>live</phase>");
            assertThat(stage.page("admin/stats")).contains("<relay_phase>live</relay_phase>", "live since ");
            stage.assertUnmoved();
        }
    }

    /** Each start finds a database that the kill before has left, with the last change as good as written. */
    @Test
    void everyRelayIsThereHoweverOftenTheServerIsKilled() throws IOException {
        for (int kept = 0; kept < KILLS; kept++) {
            Stage stage = Stage.in(directory, OPTIONS);
            try {
                Desk desk = new Desk(stage);
                assertThat(desk.list().path("relays")).hasSize(kept);
                desk.set("/idle-" + kept + ".mp3", Map.of("onDemand", true), address("/slow.mp3"));
            } finally {
                stage.kill();
            }
        }
    }

    @Test
    void relayOnDemandIsTheFallbackOfAMountThatIsOff() throws IOException {
        try (Stage stage = Stage.in(directory, OPTIONS)) {
            Desk desk = new Desk(stage);
            desk.set("/reserve.mp3", Map.of("onDemand", true, "idleTimeout", "1s"), address("/slow.mp3"));
            stage.set("/main.mp3", Map.of("fallbackMount", "/reserve.mp3"));
            assertHeard(stage, "/main.mp3", "48 kbit/s");
            desk.awaitPhase("/reserve.mp3", "idle");
            stage.assertUnmoved();
        }
    }

    private static void assertHeard(Stage stage, String mount, String bitrate) throws IOException {
        try (Listener listener = stage.audience().join(mount)) {
            listener.awaitMore(20_000);
            byte[] heard = Judge.whole(listener.body());
            assertThat(Judge.frames(heard, Format.MP3)).endsWith(bitrate);
            Judge.assertDecodes(heard);
        }
    }

    @Test
    void relayIsChangedSwitchedOffAndDeletedWhileItRuns() throws IOException {
        try (Stage stage = Stage.in(directory, OPTIONS)) {
            Desk desk = new Desk(stage);
            desk.set("/a.mp3", address("/slow.mp3"));
            desk.set("/b.mp3", address("/slow.mp3"));
            desk.awaitPhase("/a.mp3", "live");
            desk.awaitPhase("/b.mp3", "live");
            try (Listener other = stage.audience().join("/b.mp3")) {
                desk.set("/a.mp3", address("/fast.mp3"));
                desk.awaitWords("/a.mp3", "from " + address("/fast.mp3"));
                stage.awaitOn("/a.mp3");
                assertHeard(stage, "/a.mp3", "64 kbit/s");

                desk.form("action=disable&mount=/a.mp3");
                desk.awaitPhase("/a.mp3", "disabled");
                Stage.until("it is off").until(() -> stage.status("/a.mp3").isEmpty());
                desk.form("action=enable&mount=/a.mp3");
                desk.awaitPhase("/a.mp3", "live");
                assertHeard(stage, "/a.mp3", "64 kbit/s");

                desk.form("action=delete&mount=/a.mp3");
                Stage.until("it is off again")
                        .until(() -> stage.status("/a.mp3").isEmpty());
                assertThat(desk.relay("/a.mp3")).isEmpty();
                other.awaitMore(10_000);
                assertThat(other.isClosed())
                        .as("whether the other relay was touched")
                        .isFalse();
                assertThat(desk.relay("/b.mp3")
                                .orElseThrow()
                                .at("/state/connections")
                                .asInt())
                        .isEqualTo(1);
            }
            stage.assertUnmoved();
        }
    }

    @Test
    void relaysAndMasterOfIcecastsConfigurationAreImportedAndRun() throws Exception {
        importIcecast("""
                <icecast>
                  <authentication><source-password>hackme</source-password><relay-password>hackme</relay-password>
                    <admin-user>admin</admin-user><admin-password>hackme</admin-password></authentication>
                  <master-server>127.0.0.1</master-server><master-server-port>%1$d</master-server-port>
                  <master-update-interval>1</master-update-interval>
                  <master-username>relay</master-username><master-password>hackme</master-password>
                  <relay><server>127.0.0.1</server><port>%1$d</port><mount>/fast.mp3</mount>
                    <local-mount>/local.mp3</local-mount><on-demand>0</on-demand></relay>
                </icecast>
                """.formatted(origin.port()));

        try (Stage stage = Stage.in(directory, "--mount.delivery-interval=100ms")) {
            Desk desk = new Desk(stage);
            desk.awaitPhase("/local.mp3", "live");
            assertHeard(stage, "/local.mp3", "64 kbit/s");
            desk.awaitPhase("/slow.mp3", "live");
            assertThat(desk.relay("/slow.mp3").orElseThrow().get("mirrored").asBoolean())
                    .isTrue();
            assertHeard(stage, "/slow.mp3", "48 kbit/s");
            assertThat(desk.list().at("/master/mounts").asInt()).isEqualTo(2);
            stage.assertUnmoved();
        }
    }

    private void importIcecast(String xml) throws Exception {
        Path file = Files.writeString(directory.resolve("icecast.xml"), xml);
        Process process = new ProcessBuilder(
                        JavaHomes.current().resolve("bin/java").toString(),
                        "-jar",
                        Path.of("target", "icefloe.war").toAbsolutePath().toString(),
                        "import",
                        file.toString(),
                        "--home=" + directory.resolve("home"))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
