package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.icefloe.onair.Format;
import org.icefloe.onair.Listener;
import org.icefloe.onair.Stage;
import org.icefloe.onair.Tune;
import org.icefloe.testkit.clients.Passage;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody hears himself: relays that would lead in a ring are refused, and leave no load behind. */
class RingIT {
    private static final Duration WATCHED = Duration.ofSeconds(4);

    @TempDir
    static Path directory;

    private static Stage one;
    private static Stage two;
    private static Passage toOne;
    private static Passage toTwo;

    @BeforeAll
    static void start() throws IOException {
        one = Stage.in(directory.resolve("one"), "--mount.delivery-interval=100ms");
        two = Stage.in(directory.resolve("two"), "--mount.delivery-interval=100ms");
        toOne = Passage.to(one.streams().getPort());
        toTwo = Passage.to(two.streams().getPort());
    }

    @AfterEach
    void nothingIsAmiss() throws IOException {
        for (Stage stage : List.of(one, two)) {
            Desk desk = new Desk(stage);
            for (var relay : desk.list().path("relays")) {
                desk.form("action=delete&mount=" + relay.get("mount").asText());
            }
            stage.assertUnmoved();
        }
    }

    @AfterAll
    static void stop() {
        toOne.close();
        toTwo.close();
        one.close();
        two.close();
    }

    private static String address(Passage passage, String mount) {
        return "http://127.0.0.1:" + passage.port() + mount;
    }

    /** Whoever waits finds no sound, and no mount begins. */
    private static void assertNothingIsHeard(Stage stage, String mount) throws IOException {
        try (Listener listener = stage.audience().join(mount)) {
            assertThat(listener.head().status()).isGreaterThanOrEqualTo(400);
        }
        assertThat(stage.status(mount)).isEmpty();
    }

    /** Both servers rest, and few connections are made. */
    private static void assertNoLoad() {
        Duration before = cpu(one).plus(cpu(two));
        int connections = toOne.accepted() + toTwo.accepted();
        await().pollDelay(WATCHED).until(() -> true);
        assertThat(cpu(one).plus(cpu(two)).minus(before)).isLessThan(WATCHED.dividedBy(4));
        assertThat(toOne.accepted() + toTwo.accepted() - connections).isLessThan(16);
    }

    private static Duration cpu(Stage stage) {
        return ProcessHandle.of(stage.pid())
                .orElseThrow()
                .info()
                .totalCpuDuration()
                .orElseThrow();
    }

    @Test
    void relayOfItselfIsRefused() throws IOException {
        Desk desk = new Desk(one);
        desk.set("/same.mp3", address(toOne, "/same.mp3"));
        desk.set("/here.mp3", address(toOne, "/there.mp3"));
        desk.set("/there.mp3", address(toOne, "/here.mp3"));
        for (String mount : List.of("/same.mp3", "/here.mp3", "/there.mp3")) {
            desk.awaitPhase(mount, "failing");
            assertNothingIsHeard(one, mount);
        }
        desk.awaitWords("/same.mp3", "itself");
        assertNoLoad();
    }

    @Test
    void relayOfItselfOnDemandIsRefused() throws IOException {
        Desk desk = new Desk(one);
        desk.set("/lazy.mp3", Map.of("onDemand", true), address(toOne, "/lazy.mp3"));
        assertNothingIsHeard(one, "/lazy.mp3");
        assertNoLoad();
    }

    @Test
    void ringOfTwoServersIsRefused() throws IOException {
        new Desk(one).set("/ring.mp3", address(toTwo, "/ring.mp3"));
        new Desk(two).set("/ring.mp3", address(toOne, "/ring.mp3"));
        for (Stage stage : List.of(one, two)) {
            new Desk(stage).awaitPhase("/ring.mp3", "failing");
            assertNothingIsHeard(stage, "/ring.mp3");
        }
        assertNoLoad();
    }

    /** What each has of the other would be heard for ever, when the source that it once came from has gone. */
    @Test
    void ringThatBeganWithASourceIsNoticedWhenThatGoes() throws IOException {
        one.set("/once.mp3", Map.of("linger", "5s"));
        try (RawConnection source = one.source("/once.mp3", Tune.of(Format.MP3, 440), 1)) {
            new Desk(two).set("/once.mp3", address(toOne, "/once.mp3"));
            new Desk(two).awaitPhase("/once.mp3", "live");
            new Desk(one).set("/once.mp3", address(toTwo, "/once.mp3"));
            new Desk(one).awaitWords("/once.mp3", "the mount has another source");
            assertThat(source.isAlive()).isTrue();
        }
        new Desk(one).awaitWords("/once.mp3", "has this stream from this server itself");
        assertNoLoad();
    }

    @Test
    void ringOfTwoServersOnDemandIsRefused() throws IOException {
        new Desk(one).set("/lazy-ring.mp3", Map.of("onDemand", true), address(toTwo, "/lazy-ring.mp3"));
        new Desk(two).set("/lazy-ring.mp3", Map.of("onDemand", true), address(toOne, "/lazy-ring.mp3"));
        for (Stage stage : List.of(one, two)) {
            assertNothingIsHeard(stage, "/lazy-ring.mp3");
        }
        assertNoLoad();
    }

    /** Icecast relays a mount of ours that we relay from there: it begins with a source, which then goes. */
    @Test
    void ringThroughIcecastIsNoticed() throws IOException {
        one.set("/round.mp3", Map.of("linger", "5s"));
        Desk desk = new Desk(one);
        RawConnection source = one.source("/round.mp3", Tune.of(Format.MP3, 440), 1);
        try (Icecast icecast = Icecast.with(Icecast.relay(toOne.port(), "/round.mp3", "/round.mp3"))) {
            icecast.awaitOn("/round.mp3");
            desk.set("/round.mp3", "http://127.0.0.1:" + icecast.port() + "/round.mp3");
            desk.awaitWords("/round.mp3", "the mount has another source");
            source.close();
            desk.awaitWords("/round.mp3", "has this stream from this server itself");
            assertNoLoad();
        } finally {
            source.close();
        }
    }
}
