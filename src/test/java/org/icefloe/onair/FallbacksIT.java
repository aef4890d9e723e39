package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.icefloe.testkit.Fastest;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where listeners go whose mount has no source, and who returns. */
class FallbacksIT {
    /** The most steps of a chain. */
    private static final int STEPS = 10;

    @TempDir
    static Path directory;

    private static Stage stage;
    private static Tune live;
    private static Tune other;

    @BeforeAll
    static void start() throws IOException {
        stage = Stage.in(directory, "--mount.delivery-interval=100ms");
        live = Tune.of(Format.MP3, 440);
        other = Tune.of(Format.MP3_FASTER, 880);
    }

    @AfterEach
    void nothingIsAmiss() {
        stage.assertUnmoved();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    /** One has come to the mount, and one to the fallback itself. */
    @ParameterizedTest
    @CsvSource({"none, 0, 2", "own, 1, 1", "all, 2, 0"})
    void overrideSaysWhoReturns(String override, int returned, int stayed) throws IOException {
        String mount = "/" + override + ".mp3";
        String fallback = "/" + override + "-else.mp3";
        stage.set(mount, Map.of("fallbackMount", fallback, "fallbackOverride", override));
        RawConnection source = stage.source(mount, live, 1);
        try (RawConnection beside = stage.source(fallback, other, 1);
                Listener own = stage.audience().join(mount);
                Listener direct = stage.audience().join(fallback)) {
            own.awaitMore(1000);
            direct.awaitMore(1000);
            source.kill();
            stage.awaitListeners(fallback, 2);
            assertHeard(own, List.of("48", "64"));
            source = stage.source(mount, live, 1);
            stage.awaitListeners(mount, returned);
            stage.awaitListeners(fallback, stayed);
            Stage.awaitMore(List.of(own, direct));
            assertThat(stage.listeners(mount)).isEqualTo(returned);
            assertHeard(own, returned > 0 ? List.of("48", "64", "48") : List.of("48", "64"));
            assertHeard(direct, returned > 1 ? List.of("64", "48") : List.of("64"));
            assertThat(beside.isAlive()).isTrue();
        } finally {
            source.close();
        }
    }

    private static void assertHeard(Listener listener, List<String> kbits) throws IOException {
        List<String> wanted = kbits.stream().map(kbit -> kbit + " kbit/s").toList();
        Stage.until("all of " + wanted).until(() -> Judge.frames(Judge.whole(listener.body()), Format.MP3)
                .equals(wanted));
        Judge.assertDecodes(Judge.whole(listener.body()));
        assertThat(listener.isClosed()).isFalse();
    }

    /** The mount has no entry of its own: all that it is protected by is its pattern's. */
    @Test
    void fallbackThatASourceSetsTakesNothingFromItsMountsPattern() throws IOException {
        String mount = "/club/a.mp3";
        String login = Stage.basic("dj", "a secret of the club");
        stage.set(
                "/club/**",
                Map.of("authType", "accounts", "source", Map.of("user", "dj", "password", "a secret of the club")));
        for (int turn = 0; turn < 2; turn++) {
            try (RawConnection source = stage.login(mount, "audio/mpeg", login);
                    RawConnection command = stage.connect()) {
                command.say("GET /admin/fallbacks?mount=" + mount + "&fallback=/else.mp3 HTTP/1.0\r\nAuthorization: "
                        + login + "\r\n\r\n");
                command.expect("HTTP/1\\.[01] 200 .*");
                assertThat(stage.page("admin/listmounts")).contains("<fallback>/else.mp3</fallback>");
                assertThat(stage.audience().join(mount).head().status()).isEqualTo(401);
                assertThat(source.isAlive()).isTrue();
            }
            Stage.until("the mount is off")
                    .until(() -> stage.audience().join(mount).head().status() == 404);
            assertThatThrownBy(() -> stage.login(mount, "audio/mpeg")).hasMessageContaining("401");
        }
    }

    @Test
    void chainIsFollowedForTenSteps() throws IOException {
        for (int step = 0; step <= STEPS; step++) {
            stage.set("/chain" + step + ".mp3", Map.of("fallbackMount", "/chain" + (step + 1) + ".mp3"));
        }
        try (RawConnection source = stage.source("/chain11.mp3", live, 1)) {
            stage.audience().join("/chain1.mp3").awaitMore(1000);
            assertThat(stage.audience().join("/chain0.mp3").head().status()).isEqualTo(404);
            assertThat(source.isAlive()).isTrue();
        }
    }

    /** The one in the middle of the chain is off. */
    @Test
    void listenersPassOverAMountThatIsOff() throws IOException {
        stage.set("/left.mp3", Map.of("fallbackMount", "/off.mp3"));
        stage.set("/off.mp3", Map.of("fallbackMount", "/on.mp3"));
        RawConnection source = stage.source("/left.mp3", live, 1);
        try (RawConnection beyond = stage.source("/on.mp3", other, 1);
                Listener listener = stage.audience().join("/left.mp3")) {
            listener.awaitMore(1000);
            source.kill();
            stage.awaitListeners("/on.mp3", 1);
            assertHeard(listener, List.of("48", "64"));
            assertThat(beyond.isAlive()).isTrue();
        }
    }

    @Test
    void whoComesWhileTheSourceIsAwayReturnsWithIt() throws IOException {
        stage.set("/away.mp3", Map.of("fallbackMount", "/stay.mp3", "fallbackOverride", "own"));
        try (RawConnection beside = stage.source("/stay.mp3", other, 1);
                Listener listener = stage.audience().join("/away.mp3")) {
            listener.awaitMore(1000);
            assertThat(stage.listeners("/stay.mp3")).isEqualTo(1);
            RawConnection source = stage.source("/away.mp3", live, 1);
            stage.awaitListeners("/away.mp3", 1);
            assertHeard(listener, List.of("64", "48"));
            source.close();
            assertThat(beside.isAlive()).isTrue();
        }
    }

    @Test
    void listenersOfALoopAreClosedWithALineInTheLog() throws IOException {
        stage.set("/round.mp3", Map.of("fallbackMount", "/about.mp3"));
        stage.set("/about.mp3", Map.of("fallbackMount", "/round.mp3"));
        assertThat(stage.audience().join("/round.mp3").head().status()).isEqualTo(404);
        RawConnection source = stage.source("/round.mp3", live, 1);
        Listener listener = stage.audience().join("/about.mp3");
        listener.awaitMore(1000);
        source.kill();
        listener.awaitEnd();
        assertThat(stage.log("WARN", "/round.mp3", "form a loop")).isNotEmpty();
    }

    @Test
    void streamOfAnotherTypeIsNoFallbackAndTheLogSaysSo() throws IOException {
        stage.set("/sound.mp3", Map.of("fallbackMount", "/sound.ogg"));
        RawConnection source = stage.source("/sound.mp3", live, 1);
        try (RawConnection ogg = stage.source("/sound.ogg", Tune.of(Format.OPUS, 880), 1);
                Listener listener = stage.audience().join("/sound.mp3")) {
            listener.awaitMore(1000);
            source.kill();
            Judge.assertDecodes(listener.awaitEnd().body());
            assertThat(stage.log("WARN", "/sound.mp3", "application/ogg", "audio/mpeg"))
                    .hasSize(1);
            assertThat(ogg.isAlive()).isTrue();
        }
    }

    /** They have heard nothing yet that it would have to go on with. */
    @Test
    void streamOfAnotherTypeIsHeardByNewListeners() throws IOException {
        stage.set("/idle.mp3", Map.of("fallbackMount", "/idle.ogg"));
        try (RawConnection ogg = stage.source("/idle.ogg", Tune.of(Format.VORBIS, 880), 1);
                Listener listener = stage.audience().join("/idle.mp3")) {
            listener.awaitMore(Tune.of(Format.VORBIS, 880).bytesPerSecond());
            assertThat(listener.head().header("content-type")).contains("application/ogg");
            Judge.assertDecodes(Judge.whole(listener.body()));
            assertThat(ogg.isAlive()).isTrue();
        }
    }

    /** What comes first is a burst of a few seconds; from then on a second of the file takes a second. */
    @ParameterizedTest
    @EnumSource(names = {"MP3", "AAC", "OPUS"})
    void fileIsPlayedInALoopAtItsOwnBitRate(Format format) throws Exception {
        String name = "/loop-" + format.name().toLowerCase(Locale.ROOT) + ending(format);
        byte[] sound = Tune.of(format, 440).bytes();
        byte[] some = Judge.whole(Arrays.copyOf(sound, 2 * Tune.of(format, 440).bytesPerSecond()));
        Files.write(stage.web().resolve(name.substring(1)), some);
        stage.set("/idle-" + format, Map.of("fallbackMount", name));
        try (Listener listener = stage.audience().join("/idle-" + format)) {
            int second = Tune.of(format, 440).bytesPerSecond();
            listener.awaitMore(2 * second);
            assertThat(Fastest.time(() -> listener.awaitMore(6 * second)))
                    .isBetween(Duration.ofMillis(1500), Duration.ofSeconds(9));
            assertThat(Fastest.time(() -> listener.awaitMore(2 * second)))
                    .isBetween(Duration.ofMillis(1200), Duration.ofSeconds(4));
            byte[] heard = Judge.whole(listener.body());
            Judge.assertDecodes(heard);
        }
    }

    private static String ending(Format format) {
        return format.isOgg() ? ".ogg" : "." + format.name().toLowerCase(Locale.ROOT);
    }

    /** The source comes back, and the file's listeners with it. */
    @Test
    void listenersOfAFileReturnToTheSource() throws IOException {
        byte[] sound = Arrays.copyOf(other.bytes(), 10 * other.bytesPerSecond());
        Files.write(stage.web().resolve("pause.mp3"), Judge.whole(sound));
        stage.set("/paused.mp3", Map.of("fallbackMount", "/pause.mp3", "fallbackOverride", "own"));
        RawConnection source = stage.source("/paused.mp3", live, 1);
        try (Listener listener = stage.audience().join("/paused.mp3")) {
            listener.awaitMore(1000);
            source.kill();
            assertHeard(listener, List.of("48", "64"));
            source = stage.source("/paused.mp3", live, 1);
            stage.awaitListeners("/paused.mp3", 1);
            assertHeard(listener, List.of("48", "64", "48"));
        } finally {
            source.close();
        }
    }
}
