package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.icefloe.testkit.Fastest;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may listen, for how long, by which name, and what is heard first: Icecast's limits, by what a listener gets. */
class ListenerLimitsIT {
    private static final int BIT_RATE = 48_000;

    @TempDir
    static Path directory;

    private static Stage stage;
    private static Tune tune;

    @BeforeAll
    static void start() throws IOException {
        stage = Stage.in(directory, "--mount.delivery-interval=100ms");
        tune = Tune.of(Format.MP3, 440);
    }

    @AfterEach
    void nothingIsAmiss() {
        stage.assertUnmoved();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    /** A source is one of the connections. */
    @Test
    void serverWithoutRoomForMoreSourcesOrConnectionsRefusesWith403(@TempDir Path other) throws IOException {
        try (Stage small = Stage.in(other, "--limits.clients=3", "--limits.sources=1");
                RawConnection source = small.source("/live.mp3", tune, 1)) {
            assertThatThrownBy(() -> small.login("/more.mp3", "audio/mpeg")).hasMessageContaining(" 403 ");
            Listener first = small.audience().join("/live.mp3");
            first.awaitMore(1000);
            small.audience().join("/live.mp3").awaitMore(1000);
            assertRefused(small.audience().join("/live.mp3"), "Icecast connection limit reached");
            first.awaitMore(1000);
            assertThat(source.isAlive()).isTrue();
        }
    }

    @Test
    void mountThatIsFullRefusesWith403() throws IOException {
        stage.set("/full.mp3", Map.of("maxListeners", 1));
        try (RawConnection source = stage.source("/full.mp3", tune, 1)) {
            Listener first = stage.audience().join("/full.mp3");
            first.awaitMore(1000);
            assertRefused(stage.audience().join("/full.mp3"), "max listeners reached");
            first.close();
            stage.awaitListeners("/full.mp3", 0);
            stage.audience().join("/full.mp3").awaitMore(1000);
            assertThat(source.isAlive()).isTrue();
        }
    }

    private static void assertRefused(Listener listener, String message) {
        assertThat(listener.head().status()).isEqualTo(403);
        assertThat(listener.head().header("content-type").orElse("")).startsWith("text/plain");
        assertThat(text(listener.awaitEnd())).contains(message);
    }

    private static String text(Listener listener) {
        return new String(listener.body(), StandardCharsets.UTF_8);
    }

    @Test
    void mountThatIsFullSendsToItsFallbackWhereThatIsWanted() throws IOException {
        stage.set("/crowded.mp3", Map.of("maxListeners", 1, "fallbackWhenFull", true, "fallbackMount", "/hall.mp3"));
        stage.set("/hall.mp3", Map.of("maxListeners", 1));
        try (RawConnection source = stage.source("/crowded.mp3", tune, 1);
                RawConnection hall = stage.source("/hall.mp3", Tune.of(Format.MP3_FASTER, 880), 1)) {
            stage.audience().join("/crowded.mp3").awaitMore(1000);
            Listener second = stage.audience().join("/crowded.mp3");
            second.awaitMore(1000);
            assertThat(Judge.frames(Judge.whole(second.body()), Format.MP3)).containsExactly("64 kbit/s");
            assertRefused(stage.audience().join("/crowded.mp3"), "max listeners reached");
            assertThat(source.isAlive() && hall.isAlive()).isTrue();
        }
    }

    @Test
    void whoFindsAMountFullPassesOverFallbacksThatAreFullToo() throws IOException {
        stage.set("/first.mp3", Map.of("maxListeners", 0, "fallbackWhenFull", true, "fallbackMount", "/second.mp3"));
        stage.set("/second.mp3", Map.of("maxListeners", 0, "fallbackMount", "/third.mp3"));
        try (RawConnection first = stage.source("/first.mp3", tune, 1);
                RawConnection second = stage.source("/second.mp3", tune, 1);
                RawConnection third = stage.source("/third.mp3", Tune.of(Format.MP3_FASTER, 880), 1)) {
            Listener listener = stage.audience().join("/first.mp3");
            listener.awaitMore(1000);
            assertThat(Judge.frames(Judge.whole(listener.body()), Format.MP3)).containsExactly("64 kbit/s");
            assertRefused(stage.audience().join("/second.mp3"), "max listeners reached");
            assertThat(first.isAlive() && second.isAlive() && third.isAlive()).isTrue();
        }
    }

    @Test
    void bandwidthThatIsUsedUpLetsNobodyIn() throws IOException {
        stage.set("/narrow.mp3", Map.of("maxBandwidth", 3 * BIT_RATE / 2));
        try (RawConnection source = stage.source("/narrow.mp3", tune, 1)) {
            Listener first = stage.audience().join("/narrow.mp3");
            first.awaitMore(4 * tune.bytesPerSecond());
            assertRefused(stage.audience().join("/narrow.mp3"), "max listeners reached");
            first.awaitMore(1000);
            assertThat(source.isAlive()).isTrue();
        }
    }

    @Test
    void listenerWhoseTimeIsOverIsClosedBehindAWholeFrame() throws Exception {
        stage.set("/short.mp3", Map.of("maxListenerDuration", "2s"));
        try (RawConnection source = stage.source("/short.mp3", tune, 1);
                Listener listener = stage.audience().join("/short.mp3")) {
            assertThat(Fastest.time(listener::awaitEnd)).isGreaterThan(Duration.ofSeconds(1));
            byte[] heard = listener.body();
            assertThat(Judge.whole(heard)).hasSameSizeAs(heard);
            Judge.assertDecodes(heard);
            assertThat(source.isAlive()).isTrue();
        }
    }

    @Test
    void mountWithoutDirectAccessIsHeardAsAFallbackAlone() throws IOException {
        stage.set("/behind.mp3", Map.of("directAccess", false));
        stage.set("/front.mp3", Map.of("fallbackMount", "/behind.mp3"));
        try (RawConnection source = stage.source("/behind.mp3", tune, 1)) {
            assertRefused(stage.audience().join("/behind.mp3"), "mountpoint unavailable");
            stage.audience().join("/front.mp3").awaitMore(1000);
            assertThat(source.isAlive()).isTrue();
        }
    }

    @Test
    void hiddenMountPlaysAndIsInNoPublicPage() throws IOException {
        stage.set("/secret.mp3", Map.of("hidden", true));
        try (RawConnection source = stage.source("/secret.mp3", tune, 1);
                RawConnection other = stage.source("/known.mp3", tune, 1)) {
            stage.audience().join("/secret.mp3").awaitMore(1000);
            stage.awaitOn("/known.mp3");
            for (String page : new String[] {"status-json.xsl", ""}) {
                assertThat(stage.page(page)).contains("/known.mp3").doesNotContain("/secret.mp3");
            }
            assertThat(source.isAlive() && other.isAlive()).isTrue();
        }
    }

    @Test
    void introComesBeforeTheStreamEachTime() throws IOException {
        byte[] faster = Tune.of(Format.MP3_FASTER, 880).bytes();
        Files.write(stage.web().resolve("hello.mp3"), Judge.whole(Arrays.copyOf(faster, 30_000)));
        stage.set("/greeted.mp3", Map.of("intro", "/hello.mp3"));
        try (RawConnection source = stage.source("/greeted.mp3", tune, 1)) {
            for (int time = 0; time < 3; time++) {
                Listener listener = stage.audience().join("/greeted.mp3");
                listener.awaitMore(40_000);
                listener.close();
                byte[] heard = Judge.whole(listener.body());
                assertThat(Judge.frames(heard, Format.MP3)).containsExactly("64 kbit/s", "48 kbit/s");
                Judge.assertDecodes(heard);
            }
            assertThat(source.isAlive()).isTrue();
        }
    }

    @Test
    void introOfOggIsALinkOfItsOwn() throws IOException {
        Tune hello = Tune.of(Format.VORBIS, 880);
        byte[] intro = Judge.whole(Arrays.copyOf(hello.bytes(), 2 * hello.bytesPerSecond()));
        Files.write(stage.web().resolve("hello.ogg"), intro);
        stage.set("/greeted.ogg", Map.of("intro", "/hello.ogg"));
        try (RawConnection source = stage.source("/greeted.ogg", Tune.of(Format.VORBIS, 440), 1)) {
            for (Listener listener : stage.audience().join(2, "/greeted.ogg")) {
                listener.awaitMore(intro.length + hello.bytesPerSecond());
                byte[] heard = Judge.whole(listener.body());
                assertThat(OggChain.of(heard).titles()).containsExactly("880 Hz", "440 Hz");
                Judge.assertDecodes(heard);
            }
            assertThat(source.isAlive()).isTrue();
        }
    }

    @Test
    void silentSourceIsReleasedAndItsListenersAreClosedAtOnce() throws Exception {
        stage.set("/silent.mp3", Map.of("sourceTimeout", "1s"));
        try (RawConnection source = stage.source("/silent.mp3", tune, 1);
                Listener listener = stage.audience().join("/silent.mp3")) {
            listener.awaitMore(1000);
            source.fallSilent();
            assertThat(Fastest.time(listener::awaitEnd)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));
            assertThat(stage.log("/silent.mp3", "nothing came for longer than 1000 ms"))
                    .hasSize(1);
        }
    }

    @Test
    void listenersOfASourceThatGoesAreClosedAtOnceBehindAllItSent() throws Exception {
        RawConnection source = stage.source("/over.mp3", tune, 1);
        Listener listener = stage.audience().join("/over.mp3");
        listener.awaitMore(tune.bytesPerSecond());
        assertThat(Fastest.time(() -> {
                    source.close();
                    listener.awaitEnd();
                }))
                .isLessThan(Duration.ofSeconds(2));
        Judge.assertDecodes(listener.body());
        assertThat(stage.audience().join("/over.mp3").head().status()).isEqualTo(404);
    }
}
