package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.icefloe.testkit.Fastest;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings that are changed while somebody listens, who must not notice more of it than was meant. */
class SettingsLiveIT {
    private static final String MOUNT = "/live.mp3";

    @TempDir
    static Path directory;

    private static Stage stage;
    private static Tune tune;

    private RawConnection source;
    private Listener present;

    @BeforeAll
    static void start() throws IOException {
        stage = Stage.in(directory);
        tune = Tune.of(Format.MP3, 440);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @BeforeEach
    void listen() throws IOException {
        stage.set(MOUNT, Map.of("deliveryInterval", "100ms", "metadataInterval", 1000));
        source = stage.source(MOUNT, tune, 2);
        present = stage.audience().join(MOUNT);
        present.awaitMore(1000);
    }

    /** Whoever was there before the change is there after it, and has missed nothing. */
    @AfterEach
    void presentListenerHasHeardAWholeStream() throws IOException {
        present.awaitMore(1000);
        assertThat(present.isClosed()).isFalse();
        Judge.assertDecodes(Judge.whole(present.body()));
        Mp3Frames.of(Judge.whole(present.body()));
        assertThat(source.isAlive()).isTrue();
        present.close();
        source.close();
        Stage.until(MOUNT + " is off").until(() -> stage.status(MOUNT).isEmpty());
        stage.assertUnmoved();
    }

    /** A burst that is longer than the one before has to be gathered first. */
    @Test
    void burstInSecondsOrBytesIsWhatTheNextListenerGets() throws IOException {
        present.awaitMore(6 * tune.bytesPerSecond());
        stage.set(MOUNT, Map.of("burstSize", "1s", "queueSize", "20s"));
        assertThat(burst()).isBetween(tune.bytesPerSecond(), 4 * tune.bytesPerSecond());
        stage.set(MOUNT, Map.of("burstSize", 20_000));
        present.awaitMore(20_000);
        assertThat(burst()).isBetween(18_000, 21_000);
        stage.set(MOUNT, Map.of("burstSize", 0));
        assertThat(burst()).isLessThan(2_000);
    }

    /** The first visit sends the burst, and the next comes an interval later; a source's step lies between. */
    private static int burst() throws IOException {
        try (Listener listener = stage.audience().join(MOUNT)) {
            listener.awaitMore(1);
            return (int) listener.size();
        }
    }

    @Test
    void hiddenTakesTheMountOffThePagesAndBackOn() throws IOException {
        stage.awaitOn(MOUNT);
        stage.set(MOUNT, Map.of("hidden", true));
        assertThat(stage.status(MOUNT)).isEmpty();
        present.awaitMore(1000);
        stage.set(MOUNT, Map.of("hidden", false));
        assertThat(stage.listeners(MOUNT)).isEqualTo(1);
    }

    @Test
    void headersAndNameAreSentToTheNextListener() throws IOException {
        stage.set(MOUNT, Map.of("httpHeaders", Map.of("X-Station", "Floe"), "streamName", "Radio Floe"));
        try (Listener next = stage.audience().join(MOUNT)) {
            assertThat(next.head().header("x-station")).contains("Floe");
            assertThat(next.head().header("icy-name")).contains("Radio Floe");
        }
        assertThat(stage.page("status-json.xsl")).contains("Radio Floe");
    }

    @Test
    void fewerListenersThanThereAreKeepsThemAndLetsNobodyIn() throws IOException {
        stage.audience().join(MOUNT).awaitMore(1000);
        stage.set(MOUNT, Map.of("maxListeners", 1));
        assertThat(stage.audience().join(MOUNT).head().status()).isEqualTo(403);
        assertThat(stage.listeners(MOUNT)).isEqualTo(2);
        stage.set(MOUNT, Map.of("maxListeners", 3));
        assertThat(stage.audience().join(MOUNT).head().status()).isEqualTo(200);
    }

    @Test
    void charsetIsThatOfTheNextTitle() throws IOException {
        stage.set(MOUNT, Map.of("metadataInterval", 1000, "charset", "UTF-8"));
        try (Listener reader = stage.audience().join(MOUNT, "Icy-MetaData: 1")) {
            reader.awaitMore(1000);
            stage.tell(MOUNT, "%C3%A9t%C3%A9", "charset=UTF-8");
            awaitText(reader, "StreamTitle='\u00c3\u00a9t\u00c3\u00a9'");
            stage.set(MOUNT, Map.of("metadataInterval", 1000, "charset", "ISO-8859-1"));
            stage.tell(MOUNT, "%C3%A9t%C3%A9+2", "charset=UTF-8");
            awaitText(reader, "StreamTitle='\u00e9t\u00e9 2'");
            assertThat(reader.isClosed()).isFalse();
        }
    }

    private static void awaitText(Listener reader, String text) {
        Stage.until(text).until(() -> new String(reader.body(), StandardCharsets.ISO_8859_1).contains(text));
    }

    /** Pauses grow from visit to visit. */
    @Test
    void deliveryIntervalIsHeardAtOnce() throws Exception {
        stage.set(MOUNT, Map.of("deliveryInterval", "3s"));
        Stage.until("a pause of more than a second").until(() -> pause().toMillis() > 1000);
        stage.set(MOUNT, Map.of("deliveryInterval", "0s"));
        present.awaitMore(1);
        assertThat(Fastest.of(3, () -> () -> present.awaitMore(1))).isLessThan(Duration.ofMillis(500));
    }

    private Duration pause() throws Exception {
        return Fastest.time(() -> present.awaitMore(1));
    }

    @Test
    void fallbackThatIsSetWhileTheyListenIsWhereTheyGo() throws IOException {
        try (RawConnection other = stage.source("/late.mp3", Tune.of(Format.MP3_FASTER, 880), 2)) {
            stage.set(MOUNT, Map.of("fallbackMount", "/late.mp3", "fallbackOverride", "own"));
            source.kill();
            stage.awaitListeners("/late.mp3", 1);
            present.awaitMore(1000);
            source = stage.source(MOUNT, tune, 2);
            stage.awaitListeners(MOUNT, 1);
            assertThat(other.isAlive()).isTrue();
        }
    }

    /** The first of them that is there is the one that holds. */
    @Test
    void nameAndPatternReachAMountThatIsOn() throws IOException {
        stage.set("/*.mp3", Map.of("streamName", "By pattern"));
        assertThat(stage.page("status-json.xsl")).doesNotContain("By pattern");
        stage.drop(MOUNT);
        assertThat(stage.page("status-json.xsl")).contains("By pattern");
        stage.set(MOUNT, Map.of("streamName", "By name"));
        assertThat(stage.page("status-json.xsl")).contains("By name");
        stage.drop("/*.mp3");
    }

    @Test
    void queueThatShrinksDropsNobodyWhoKeepsUp() throws IOException {
        for (Object size : List.of("2s", 70_000, "30s", "512k")) {
            stage.set(MOUNT, Map.of("queueSize", size, "burstSize", "1s", "deliveryInterval", "100ms"));
            present.awaitMore(tune.bytesPerSecond());
        }
        assertThat(present.isClosed()).isFalse();
    }

    @Test
    void directAccessThatIsTakenAwayShutsTheDoorBehindThoseWhoAreIn() throws IOException {
        stage.set(MOUNT, Map.of("directAccess", false));
        assertThat(stage.audience().join(MOUNT).head().status()).isEqualTo(403);
        present.awaitMore(tune.bytesPerSecond());
        stage.set(MOUNT, Map.of("directAccess", true));
        assertThat(stage.audience().join(MOUNT).head().status()).isEqualTo(200);
    }

    @Test
    void introIsHeardByTheNextListener() throws IOException {
        Tune hello = Tune.of(Format.MP3_FASTER, 880);
        byte[] intro = Judge.whole(Arrays.copyOf(hello.bytes(), 2 * hello.bytesPerSecond()));
        Files.write(stage.web().resolve("hello.mp3"), intro);
        stage.set(MOUNT, Map.of("intro", "/hello.mp3"));
        try (Listener next = stage.audience().join(MOUNT)) {
            next.awaitMore(intro.length + 1000);
            assertThat(Judge.frames(Judge.whole(next.body()), Format.MP3)).containsExactly("64 kbit/s", "48 kbit/s");
        }
    }

    @Test
    void lingerHoldsThoseWhoCameBeforeItWasSet() throws IOException {
        stage.set(MOUNT, Map.of("linger", "20s"));
        source.kill();
        source = stage.source(MOUNT, tune, 2);
        present.awaitMore(tune.bytesPerSecond());
        stage.set(MOUNT, Map.of());
    }

    @Test
    void takeoverIsPossibleAsSoonAsItIsSet() throws IOException {
        assertThatThrownBy(() -> stage.login(MOUNT, "audio/mpeg")).hasMessageContaining(" 403 ");
        stage.set(MOUNT, Map.of("takeover", true));
        RawConnection former = source;
        source = stage.source(MOUNT, tune, 2);
        former.awaitClosed();
        present.awaitMore(tune.bytesPerSecond());
    }

    @Test
    void sourceTimeoutHoldsForTheSourceThatIsOn() throws IOException {
        stage.set(MOUNT, Map.of("sourceTimeout", "1s", "linger", "20s"));
        source.fallSilent();
        source.awaitClosed();
        assertThat(stage.log(MOUNT, "nothing came for longer than 1000 ms")).hasSize(1);
        source = stage.source(MOUNT, tune, 2);
        present.awaitMore(tune.bytesPerSecond());
        stage.set(MOUNT, Map.of());
    }
}
