package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.icefloe.onair.Format;
import org.icefloe.onair.Judge;
import org.icefloe.onair.Listener;
import org.icefloe.onair.Stage;
import org.icefloe.onair.Tune;
import org.icefloe.testkit.JavaHomes;
import org.icefloe.testkit.clients.RudeOrigin;
import org.icefloe.testkit.clients.RudeOrigin.Manner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Upstreams of every bad manner, all at once in one server: each is told of clearly, and costs nobody else anything.
 */
class RudeUpstreamIT {
    /** As many visits show three pauses: half a second, one, and two. */
    private static final int VISITS = 4;

    /** No more than a tenth of what a listener has been sent in advance. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(1);

    private static final String STREAM = "HTTP/1.0 200 OK\r\nContent-Type: audio/mpeg\r\n";
    private static final String GOOD = "/good.mp3";

    @TempDir
    static Path directory;

    private static Tune tune;
    private static Tune other;
    private static RudeOrigin origin;
    private static Stage stage;
    private static Desk desk;

    /** What is to be said of each. */
    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    @BeforeAll
    static void start() throws IOException {
        tune = Tune.of(Format.MP3, 440);
        other = Tune.of(Format.OPUS, 440);
        origin = RudeOrigin.start();
        stage = Stage.in(
                directory,
                "--mount.delivery-interval=100ms",
                "--mount.source-timeout=3s",
                "--relay.connect-timeout=1s",
                "--relay.stall-timeout=1500ms");
        desk = new Desk(stage);
    }

    @AfterAll
    static void stop() {
        stage.close();
        origin.close();
    }

    private static void manner(String path, String words, Manner manner) {
        origin.at(path, manner);
        WORDS.put(path, words);
    }

    private static Manner answer(String head) {
        return visit -> visit.say(head + "\r\n\r\n");
    }

    private static Manner sendTo(String path) {
        return answer("HTTP/1.0 302 Found\r\nLocation: " + path);
    }

    private static String address(String path) {
        return "http://127.0.0.1:" + origin.port() + path;
    }

    private static void refusals() {
        manner("/404", "answered 404 (File Not Found)", answer("HTTP/1.0 404 File Not Found"));
        manner("/401", "wants a login", answer("HTTP/1.0 401 You need to authenticate"));
        manner(
                "/html",
                "answered with text/html, which is no stream",
                answer("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>Welcome!</html>"));
        manner(
                "/ring",
                "sends listeners in a ring: " + address("/ring") + " -> " + address("/ring-2") + " -> "
                        + address("/ring"),
                sendTo("/ring-2"));
        origin.at("/ring-2", sendTo("/ring"));
    }

    private static void drips() {
        manner("/nothing", "did not answer within 1 s", RudeOrigin.Visit::awaitGone);
        manner(
                "/slow-head",
                "did not answer within 1 s",
                visit -> visit.drip((STREAM + "\r\n").getBytes(StandardCharsets.US_ASCII)));
        manner("/slow-body", "has sent nothing that can be played for 1.5 s", visit -> {
            visit.say(STREAM + "\r\n");
            visit.drip(tune.bytes());
        });
        manner("/endless-head", "answered with a head of more than 16 KiB", visit -> {
            visit.say(STREAM);
            while (true) {
                visit.say("X-More: " + "x".repeat(1000));
            }
        });
    }

    private static void lies() {
        manner("/false-metaint", "does not send what it says: ", visit -> {
            visit.say(STREAM + "icy-metaint: 8192\r\n\r\n");
            visit.play(tune.bytes(), tune.length(20));
        });
        manner("/no-metaint", "answered with an icy-metaint of \"-5\"; expected 1 to ", visit -> {
            visit.say(STREAM + "icy-metaint: -5\r\n\r\n");
            visit.play(tune.bytes(), tune.length(1));
        });
        manner("/false-type", "does not send what it says: ", visit -> {
            visit.say("HTTP/1.0 200 OK\r\nContent-Type: application/ogg\r\n\r\n");
            visit.play(tune.bytes(), tune.length(1));
        });
    }

    @Test
    void eachIsToldOfAndComesBackLessOftenAndHarmsNobody() throws Exception {
        origin.at(GOOD, visit -> {
            visit.say(STREAM + "\r\n");
            visit.play(tune.bytes(), tune.length(1));
        });
        refusals();
        drips();
        lies();
        desk.set(GOOD, address(GOOD));
        desk.awaitPhase(GOOD, "live");
        Listener listener = stage.audience().join(GOOD);
        listener.awaitMore(tune.bytesPerSecond());
        int visits = origin.visits(GOOD);
        Map<String, Long> threads = threads();

        for (String path : WORDS.keySet()) {
            desk.set(path, address(path));
        }
        for (Map.Entry<String, String> expected : WORDS.entrySet()) {
            String path = expected.getKey();
            Stage.until("another visit to " + path).until(() -> origin.visits(path) >= VISITS);
            desk.awaitWords(path, "failing because " + address(path) + " " + expected.getValue());
            assertThat(desk.words(path)).matches(".*; next try in \\d+ s");
            assertGrowing(path);
        }
        assertThat(origin.visits(GOOD)).isEqualTo(visits);
        assertHeardWithoutAGap(listener);
        assertThat(threads()).isEqualTo(threads);
        for (String path : WORDS.keySet()) {
            desk.drop(path);
        }
        Stage.until("they are let go").until(() -> origin.open() == 1);
        stage.assertUnmoved();
    }

    private static void assertGrowing(String path) {
        List<Duration> distances = origin.distances(path);
        assertThat(distances).as("times between visits to %s", path).isSorted();
        assertThat(distances.get(VISITS - 2)).isGreaterThan(Duration.ofMillis(1500));
    }

    private static void assertHeardWithoutAGap(Listener listener) throws IOException {
        assertThat(listener.longestGap()).isLessThan(LONGEST_GAP);
        Judge.assertPlays(Judge.whole(listener.body()));
        Hearing.assertSame(listener.body(), tune.bytes(), 8 * tune.bytesPerSecond());
    }

    /** How many of each kind of this server's own threads there are. */
    private static Map<String, Long> threads() throws Exception {
        Process jcmd = new ProcessBuilder(
                        JavaHomes.current().resolve("bin/jcmd").toString(), Long.toString(stage.pid()), "Thread.print")
                .redirectErrorStream(true)
                .start();
        String printed = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jcmd.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return printed.lines()
                .filter(line -> line.matches("\"icefloe-(?:fan-out|files|log|playout|recording|relay|stream|timer)-.*"))
                .map(line -> line.replaceAll("^\"(icefloe-[a-z-]+)-.*", "$1"))
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    }

    /** Those who heard the first sound cannot hear the other; who comes then does. */
    @Test
    void otherTypeAfterTheReconnectIsHeardByWhoeverComesThen() throws IOException {
        String path = "/changing";
        AtomicBoolean changed = new AtomicBoolean();
        origin.at(path, visit -> {
            if (changed.get()) {
                visit.say("HTTP/1.0 200 OK\r\nContent-Type: application/ogg\r\n\r\n");
                visit.play(other.bytes(), other.length(2));
            } else {
                visit.say(STREAM + "\r\n");
                visit.play(tune.bytes(), tune.length(2), Duration.ofSeconds(3));
            }
        });
        desk.set(path, address(path));
        desk.awaitPhase(path, "live");
        try (Listener before = stage.audience().join(path)) {
            before.awaitMore(tune.bytesPerSecond());
            changed.set(true);
            before.awaitEnd();
            Judge.assertPlays(Judge.whole(before.body()));
            desk.awaitPhase(path, "live");
            try (Listener then = stage.audience().join(path)) {
                then.awaitMore(other.bytesPerSecond());
                assertThat(then.head().header("content-type")).contains("application/ogg");
                Judge.assertPlays(Judge.whole(then.body()));
            }
        }
        assertThat(desk.words(path)).startsWith("live since ");
        desk.drop(path);
        stage.assertUnmoved();
    }
}
