package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icefloe.onair.Format;
import org.icefloe.onair.Judge;
import org.icefloe.onair.Listener;
import org.icefloe.onair.Stage;
import org.icefloe.onair.Tune;
import org.icefloe.testkit.Fastest;
import org.icefloe.testkit.JavaHomes;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.clients.Choir;
import org.icefloe.testkit.clients.Passage;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hundreds of relays in one server. */
class ManyRelaysIT {
    private static final int MIRRORED = 300;
    private static final int IDLE = 500;
    private static final int MOST_BYTES = 10 * 1024 * 1024;
    private static final Pattern TOTAL = Pattern.compile("^Total\\s+\\d+\\s+(\\d+)\\s*$", Pattern.MULTILINE);

    @TempDir
    Path directory;

    /** Ten seconds from the ready line: how long Java takes to start is no matter of relays. */
    @Test
    void threeHundredMountsOfAMasterAreMirroredWithinTenSecondsAndAllPlay() throws Exception {
        try (Stage master = Stage.in(directory.resolve("master"));
                Choir choir = choir(master.streams().getPort())) {
            choir.sing();
            Stage.until("all are on there").until(() -> mounts(master) == MIRRORED);
            try (Stage slave = Stage.in(
                    directory.resolve("slave"),
                    "--relay.master-server=127.0.0.1",
                    "--relay.master-port=" + master.streams().getPort(),
                    "--relay.master-password=" + Server.PASSWORD)) {
                Duration time =
                        Fastest.time(() -> Stage.until("all are on here").until(() -> mounts(slave) == MIRRORED));
                assertThat(time).isLessThan(Duration.ofSeconds(10));
                assertAllPlay(slave);
                slave.assertUnmoved();
            }
            master.assertUnmoved();
        }
    }

    private static Choir choir(int port) throws IOException {
        Choir choir = new Choir(port, Stage.basic("source", Server.PASSWORD));
        Tune mp3 = Tune.of(Format.MP3, 440);
        Tune opus = Tune.of(Format.OPUS, 440);
        for (int number = 0; number < MIRRORED; number++) {
            Tune tune = number % 3 == 0 ? opus : mp3;
            choir.with("/voice-" + number, tune.format().contentType(), tune.bytes(), tune.length(1));
        }
        return choir;
    }

    private static int mounts(Stage stage) throws IOException {
        String page = stage.page("status-json.xsl");
        return (page.length() - page.replace("listenurl", "").length()) / "listenurl".length();
    }

    private static void assertAllPlay(Stage slave) throws IOException {
        List<Listener> listeners = new ArrayList<>();
        for (int number = 0; number < MIRRORED; number++) {
            listeners.add(slave.audience().join("/voice-" + number));
        }
        Stage.until("all of them are heard")
                .until(() -> listeners.stream().allMatch(listener -> listener.size() > 20_000));
        List<byte[]> heard =
                listeners.stream().map(listener -> Judge.whole(listener.body())).toList();
        for (int number = 0; number < MIRRORED; number += 10) {
            Judge.assertPlays(heard.get(number));
        }
        listeners.forEach(Listener::close);
    }

    /** What lives on the heap behind a collection, the database's own caches among it. */
    @Test
    void fiveHundredThatNobodyHearsCostNoConnectionAndTenMebibytesAtMost() throws Exception {
        Tune tune = Tune.of(Format.MP3, 440);
        try (Stage origin = Stage.in(directory.resolve("origin"));
                RawConnection source = Encoder.play(origin.streams().getPort(), "/live.mp3", tune);
                Passage passage = Passage.to(origin.streams().getPort());
                Stage stage = Stage.in(directory.resolve("stage"), "--relay.idle-timeout=1s")) {
            Desk desk = new Desk(stage);
            set(desk, passage, "/warm-up.mp3");
            desk.form("action=delete&mount=/warm-up.mp3");
            long before = liveBytes(stage.pid());
            for (int number = 0; number < IDLE; number++) {
                set(desk, passage, "/idle-" + number + ".mp3");
            }
            desk.awaitPhase("/idle-" + (IDLE - 1) + ".mp3", "idle");
            assertThat(liveBytes(stage.pid()) - before).isLessThan(MOST_BYTES);
            assertThat(passage.accepted()).isZero();

            assertOneIsFetchedAsLongAsSomebodyListens(stage, desk, passage);
            assertThat(source.isAlive()).isTrue();
            stage.assertUnmoved();
        }
    }

    private static void set(Desk desk, Passage passage, String mount) throws IOException {
        desk.set(mount, Map.of("onDemand", true), "http://127.0.0.1:" + passage.port() + "/live.mp3");
    }

    private static void assertOneIsFetchedAsLongAsSomebodyListens(Stage stage, Desk desk, Passage passage)
            throws IOException {
        Listener first = stage.audience().join("/idle-7.mp3");
        first.awaitMore(20_000);
        assertThat(first.head().status()).isEqualTo(200);
        Listener second = stage.audience().join("/idle-7.mp3");
        second.awaitMore(20_000);
        Judge.assertPlays(Judge.whole(first.body()));
        assertThat(desk.phase("/idle-7.mp3")).isEqualTo("live");
        assertThat(passage.accepted()).isEqualTo(1);
        first.close();
        second.awaitMore(10_000);
        assertThat(passage.open()).isEqualTo(1);
        second.close();
        desk.awaitPhase("/idle-7.mp3", "idle");
        Stage.until("the origin is let go").until(() -> passage.open() == 0);
        assertThat(passage.accepted()).isEqualTo(1);
    }

    /** A class histogram is taken behind a full collection. */
    private static long liveBytes(long pid) throws Exception {
        Process jcmd = new ProcessBuilder(
                        JavaHomes.current().resolve("bin/jcmd").toString(), Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(jcmd.getInputStream().readAllBytes());
        assertThat(jcmd.waitFor(30, TimeUnit.SECONDS)).isTrue();
        Matcher total = TOTAL.matcher(histogram);
        assertThat(total.find())
                .as(() -> Arrays.toString(histogram.split("\n", 5)))
                .isTrue();
        return Long.parseLong(total.group(1));
    }
}
