package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.icefloe.onair.Format;
import org.icefloe.onair.Judge;
import org.icefloe.onair.Listener;
import org.icefloe.onair.Stage;
import org.icefloe.onair.Tune;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.clients.Program;
import org.icefloe.testkit.clients.RawConnection;
import org.icefloe.testkit.clients.RunningProgram;
import org.icefloe.testkit.clients.WholeFrames;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Listeners who find no room are sent to other servers, and hear there. Those others have a louder sound of their own
 * under the same name, so that it can be told who was heard.
 */
class RedirectIT {
    private static final String MOUNT = "/live.mp3";
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    private static Stage master;
    private static Stage slave;
    private static Icecast otherSlave;
    private static List<RawConnection> sources;

    @BeforeAll
    static void start() throws IOException {
        master = Stage.in(
                directory.resolve("master"), "--mount.delivery-interval=100ms", "--relay.max-redirect-slaves=2");
        slave = Stage.in(directory.resolve("slave"), "--mount.delivery-interval=100ms");
        otherSlave = Icecast.with();
        Tune theirs = Tune.of(Format.MP3_FASTER, 880);
        sources = List.of(
                Encoder.play(port(master), MOUNT, Tune.of(Format.MP3, 440)),
                Encoder.play(port(slave), MOUNT, theirs),
                Encoder.play(otherSlave.port(), MOUNT, theirs));
        List.of(master, slave).forEach(stage -> stage.awaitOn(MOUNT));
        otherSlave.awaitOn(MOUNT);
    }

    @BeforeEach
    void masterIsFull() throws IOException {
        master.set(MOUNT, Map.of("maxListeners", 0));
    }

    @AfterEach
    void nothingIsAmiss() {
        master.assertUnmoved();
        slave.assertUnmoved();
        assertThat(sources).allMatch(RawConnection::isAlive);
    }

    @AfterAll
    static void stop() {
        sources.forEach(RawConnection::close);
        otherSlave.close();
        slave.close();
        master.close();
    }

    private static int port(Stage stage) {
        return stage.streams().getPort();
    }

    private static String address(int port) {
        return "http://127.0.0.1:" + port + MOUNT;
    }

    /** A slave tells of itself, as icecast-kh does, by curl. */
    private static String register(int slavePort, String more) throws IOException {
        String query = "admin/streams?rserver=127.0.0.1&rport=" + slavePort + "&interval=60" + more;
        return curl(
                "-sS",
                "-u",
                "relay:" + Server.PASSWORD,
                master.streams().resolve("/" + query).toString());
    }

    private static String curl(String... arguments) throws IOException {
        return RunningProgram.run(Program.CURL, arguments);
    }

    /** Where a listener of a mount of the master is sent; empty if nowhere. */
    private static String sentTo(String mount) throws IOException {
        try (Listener listener = master.audience().join(mount)) {
            return listener.head().status() == 302
                    ? listener.head().header("location").orElseThrow()
                    : "";
        }
    }

    @Test
    void listenersOfAFullMountAreSentToTheSlaveThatIsLessBusyAndHearThere() throws IOException {
        String mounts = register(port(slave), "&listeners=10&max-listeners=100");
        assertThat(mounts.lines()).contains(MOUNT);
        register(otherSlave.port(), "&listeners=90&max-listeners=100");

        assertThat(sentTo(MOUNT)).isEqualTo(address(port(slave)));
        assertHeardFaster(curlTo(master.streams().resolve(MOUNT)));
        assertHeardFaster(curlTo(master.http().resolve(MOUNT.substring(1))));
        RunningProgram ffmpeg = RunningProgram.start(
                Program.FFMPEG,
                ("-nostdin -v error -xerror -i " + address(port(master)) + " -t 2 -f null -").split(" "));
        assertThat(ffmpeg.awaitExit(LONGEST)).as(ffmpeg::output).isZero();
        assertThat(ffmpeg.output()).isEmpty();

        register(port(slave), "&listeners=100&max-listeners=100");
        assertThat(sentTo(MOUNT)).as("the other has room yet").isEqualTo(address(otherSlave.port()));
        assertHeardFaster(curlTo(master.streams().resolve(MOUNT)));
    }

    /** curl follows, and listens until its own time is over. */
    private static Path curlTo(URI address) throws IOException {
        Path body = Files.createTempFile(directory, "curl", ".mp3");
        try (RunningProgram curl = RunningProgram.start(
                Program.CURL, "-sSL", "--max-time", "3", "-o", body.toString(), address.toString())) {
            assertThat(curl.awaitExit(LONGEST)).as(curl::output).isEqualTo(28);
        }
        return body;
    }

    /** icecast2 lets a listener begin anywhere within a frame. */
    private static void assertHeardFaster(Path body) throws IOException {
        byte[] stream = Files.readAllBytes(body);
        WholeFrames whole = WholeFrames.of(stream);
        byte[] heard = Arrays.copyOfRange(stream, whole.begin(), whole.end());
        assertThat(heard.length).isGreaterThan(stream.length - 1000);
        assertThat(Judge.frames(heard, Format.MP3)).containsExactly("64 kbit/s");
        Judge.assertDecodes(heard);
    }

    @Test
    void slavesThatAreEquallyBusyShareTheListeners() throws IOException {
        register(port(slave), "&listeners=0&max-listeners=100");
        register(otherSlave.port(), "&listeners=0&max-listeners=100");

        List<String> sent = new ArrayList<>();
        while (sent.size() < 20) {
            sent.add(sentTo(MOUNT));
        }

        assertThat(sent).filteredOn(address(port(slave))::equals).hasSize(10);
        assertThat(sent).filteredOn(address(otherSlave.port())::equals).hasSize(10);
    }

    @Test
    void slavesThatAreFullAreSentNobody() throws IOException {
        register(port(slave), "&listeners=5&max-listeners=5");
        register(otherSlave.port(), "&listeners=5&max-listeners=5");

        try (Listener listener = master.audience().join(MOUNT)) {
            assertThat(listener.head().status()).isEqualTo(403);
        }
    }

    @Test
    void serversThatRelayAreNeverSentAway() throws IOException {
        register(port(slave), "&listeners=0&max-listeners=100");
        String login = "Authorization: " + Stage.basic("relay", Server.PASSWORD);

        try (Listener relay = master.audience().join(MOUNT, login)) {
            assertThat(relay.head().status()).isEqualTo(200);
            relay.awaitMore(10_000);
        }
    }

    @Test
    void whoeverIsNoRelayCannotHaveListenersSentToHim() throws IOException {
        String query = "/admin/streams?rserver=thief.example&rport=80&interval=60";
        assertThat(curl(
                        "-sS",
                        "-o",
                        "/dev/null",
                        "-w",
                        "%{http_code}",
                        master.streams().resolve(query).toString()))
                .isEqualTo("401");
        register(port(slave), "&listeners=5&max-listeners=5");
        register(otherSlave.port(), "&listeners=5&max-listeners=5");
        assertThat(sentTo(MOUNT)).isEmpty();
    }

    @Test
    void listenersOfAMountThatIsMissingAreSentWhereItsSettingSays() throws IOException {
        master.set("/missing.mp3", Map.of("redirectTo", "http://127.0.0.1:" + port(slave) + MOUNT));
        master.set("/away/*", Map.of("redirectTo", "http://127.0.0.1:" + port(slave) + "${mount}"));

        assertThat(sentTo("/missing.mp3")).isEqualTo(address(port(slave)));
        assertHeardFaster(curlTo(master.streams().resolve("/missing.mp3")));
        assertThat(sentTo("/away/%C3%A4.mp3?x=1"))
                .isEqualTo("http://127.0.0.1:" + port(slave) + "/away/%C3%A4.mp3?x=1");
    }

    @Test
    void listenersOfAFullMountThatNoSlaveKnowsAreSentWhereItsSettingSays() throws IOException {
        register(port(slave), "&listeners=0&max-listeners=100");
        master.set("/secret.mp3", Map.of("hidden", true, "maxListeners", 0, "redirectTo", address(port(slave))));
        try (RawConnection source = Encoder.play(port(master), "/secret.mp3", Tune.of(Format.MP3, 440))) {
            assertThat(sentTo("/secret.mp3")).isEqualTo(address(port(slave)));
            assertHeardFaster(curlTo(master.streams().resolve("/secret.mp3")));
            assertThat(source.isAlive()).isTrue();
        }
    }
}
