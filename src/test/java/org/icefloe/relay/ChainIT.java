package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.icefloe.onair.Format;
import org.icefloe.onair.Judge;
import org.icefloe.onair.Listener;
import org.icefloe.onair.Stage;
import org.icefloe.onair.Tune;
import org.icefloe.testkit.clients.RawConnection;
import org.icefloe.testkit.clients.Sample;
import org.icefloe.testkit.clients.WholeFrames;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stream that goes from server to server is the same everywhere. */
class ChainIT {
    private static final int SAME = 20_000;
    private static final List<String> TITLES = List.of("Anna - First", "Bert - Second", "Cleo - Third");

    /** As servers of this product ask each other: for blocks of titles as often. */
    private static final String[] TITLES_AT_ONCE = {
        "Icy-MetaData: 1", "Icy-MetaInt: 256", "Icy-Relay-Path: another-server/titled"
    };

    @TempDir
    static Path directory;

    /** The origin, its relay, and the relay's relay. */
    private static List<Stage> hops;

    @BeforeAll
    static void start() {
        hops = List.of(stage("origin"), stage("first"), stage("second"));
    }

    private static Stage stage(String name) {
        return Stage.in(directory.resolve(name), "--mount.delivery-interval=100ms");
    }

    @AfterEach
    void nothingIsAmiss() {
        hops.forEach(Stage::assertUnmoved);
    }

    @AfterAll
    static void stop() {
        hops.forEach(Stage::close);
    }

    /** Has each server relay a mount of the one before, the first one from there. */
    private static void relay(String mount, String origin) throws IOException {
        new Desk(hops.get(1)).set(mount, origin + mount);
        new Desk(hops.get(2)).set(mount, hops.get(1).streams() + mount);
        new Desk(hops.get(1)).awaitPhase(mount, "live");
        new Desk(hops.get(2)).awaitPhase(mount, "live");
    }

    private static void endRelays(String mount) throws IOException {
        new Desk(hops.get(2)).drop(mount);
        new Desk(hops.get(1)).drop(mount);
    }

    @ParameterizedTest
    @EnumSource(names = {"MP3", "AAC", "VORBIS", "OPUS", "WEBM_SOUND"})
    void everyHopSendsTheSameBytesAndTitles(Format format) throws IOException {
        String mount = "/chain-" + format;
        Stage origin = hops.get(0);
        try (RawConnection source = origin.source(mount, Tune.of(format, 440), 1)) {
            relay(mount, origin.streams().toString());
            List<Listener> heard = List.of(
                    origin.audience().join(mount, Hearing.TITLES),
                    hops.get(1).audience().join(mount, Hearing.TITLES),
                    hops.get(2).audience().join(mount, Hearing.TITLES));
            for (String title : TITLES) {
                origin.tell(mount, Stage.encoded(title));
                heard.forEach(listener -> Hearing.awaitTitle(listener, title));
            }
            Listener last = heard.get(2);
            last.awaitMore(2 * SAME);

            heard.get(0).awaitMore(1);
            assertSameEverywhere(heard, format);
            assertThat(source.isAlive()).isTrue();
            heard.forEach(Listener::close);
        }
        endRelays(mount);
    }

    private static void assertSameEverywhere(List<Listener> heard, Format format) throws IOException {
        for (Listener listener : heard) {
            byte[] sound = Hearing.sound(listener);
            Hearing.assertSame(sound, Hearing.sound(heard.get(0)), SAME);
            Judge.assertPlays(Judge.whole(sound, format));
            if (!format.contentType().endsWith("webm")) {
                assertThat(Hearing.titles(listener, format)).containsSubsequence(TITLES);
            }
        }
    }

    /** Where frames are longer than what stands between two blocks, a title's place is known to the frame. */
    @ParameterizedTest
    @EnumSource(names = {"MP3", "AAC"})
    void titleBeginsAtTheSameFrameEverywhere(Sample sample) throws IOException {
        String mount = "/titled" + sample.extension();
        Stage origin = hops.get(0);
        try (RawConnection source = origin.login(mount, sample.contentType())) {
            source.play(sample.bytes(), Duration.ofSeconds(Sample.SECONDS));
            relay(mount, origin.streams().toString());
            Listener here = origin.audience().join(mount, TITLES_AT_ONCE);
            Listener there = hops.get(1).audience().join(mount, TITLES_AT_ONCE);
            Listener far = hops.get(2).audience().join(mount, TITLES_AT_ONCE);
            for (String title : TITLES) {
                far.awaitMore(5_000);
                origin.tell(mount, Stage.encoded(title));
                List.of(here, there, far).forEach(listener -> Hearing.awaitTitle(listener, title));
            }
            far.awaitMore(5_000);

            Map<String, Set<Integer>> told = TitledFrames.of(here, sample.bytes());
            assertThat(told.keySet()).containsSubsequence(TITLES);
            if (sample == Sample.MP3) {
                assertThat(TITLES)
                        .allSatisfy(title -> assertThat(told.get(title)).hasSize(1));
            }
            for (Listener relayed : List.of(there, far)) {
                Map<String, Set<Integer>> heard = TitledFrames.of(relayed, sample.bytes());
                assertThat(TITLES).allSatisfy(title -> assertThat(heard.get(title))
                        .as("frames at which %s may begin", title)
                        .containsAnyElementsOf(told.get(title)));
            }
            List.of(here, there, far).forEach(Listener::close);
        }
        endRelays(mount);
    }

    /** How long exactly, bench/relay.sh measures. */
    @Test
    void lowDelayMountsAddNextToNothing() throws IOException {
        String mount = "/quick.mp3";
        for (Stage hop : hops) {
            hop.set(mount, Map.of("deliveryInterval", "0s"));
        }
        Tune tune = Tune.of(Format.MP3, 440);
        int begin = 12 * tune.bytesPerSecond();
        int end = WholeFrames.of(Arrays.copyOf(tune.bytes(), begin)).end();
        try (RawConnection source = hops.get(0).login(mount, tune.format().contentType())) {
            source.send(Arrays.copyOf(tune.bytes(), end));
            relay(mount, hops.get(0).streams().toString());
            try (Listener listener = hops.get(2).audience().join(mount)) {
                listener.awaitMore(tune.bytesPerSecond());
                Stage.until("a rest").until(() -> listener.silence().toMillis() > 1500);
                long before = listener.size();
                source.send(Arrays.copyOfRange(tune.bytes(), end, end + tune.bytesPerSecond()));
                Stage.until("most of what was sent")
                        .atMost(Duration.ofSeconds(1))
                        .until(() -> listener.size() > before + tune.bytesPerSecond() / 2);
            }
        }
        endRelays(mount);
    }

    @ParameterizedTest
    @EnumSource(names = {"MP3", "VORBIS"})
    void chainOfIcecastIsTheSameEverywhere(Format format) throws IOException {
        String mount = "/icecast-" + format;
        try (Icecast origin = Icecast.with();
                RawConnection source = Encoder.play(origin.port(), mount, Tune.of(format, 440))) {
            relay(mount, origin.streams().toString());
            List<Listener> heard = List.of(
                    origin.audience().join(mount, Hearing.TITLES),
                    hops.get(1).audience().join(mount, Hearing.TITLES),
                    hops.get(2).audience().join(mount, Hearing.TITLES));
            for (String title : TITLES) {
                origin.tell(mount, title);
                heard.forEach(listener -> Hearing.awaitTitle(listener, title));
            }
            heard.get(2).awaitMore(SAME);
            for (Listener listener : heard) {
                Hearing.assertSame(Hearing.sound(listener), Hearing.sound(heard.get(0)), SAME);
                Judge.assertDecodes(Judge.whole(Hearing.sound(listener)));
                assertThat(Hearing.titles(listener, format)).containsSubsequence(TITLES);
            }
            assertThat(source.isAlive()).isTrue();
        }
        endRelays(mount);
    }
}
