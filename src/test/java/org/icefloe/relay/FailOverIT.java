package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.icefloe.onair.Audience;
import org.icefloe.onair.Format;
import org.icefloe.onair.Judge;
import org.icefloe.onair.Listener;
import org.icefloe.onair.Stage;
import org.icefloe.onair.Tune;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A relay that has two upstreams goes on when one of them does not. All settings are the usual ones.
 *
 * <pre>
 *   sources ──> icecast2 ──> icecast2, first  ──┐
 *                       └──> icecast2, second ──┴──> this server ──> listeners
 * </pre>
 */
class FailOverIT {
    private static final int SAME = 20_000;
    private static final Duration LONGEST_GAP = Duration.ofSeconds(2);

    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(5);

    /** What the origin has, and of which format it is. icecast2 makes pages of Vorbis anew, each its own ones. */
    private static final Map<String, Format> MOUNTS = new LinkedHashMap<>(
            Map.of("/a.mp3", Format.MP3, "/b.opus", Format.OPUS, "/c.ogg", Format.VORBIS, "/d.mp3", Format.MP3));

    /** Of this one the second upstream has a sound of its own. */
    private static final String MIXED = "/d.mp3";

    private static final String OTHER = "/other.mp3";

    @TempDir
    static Path directory;

    private static Icecast origin;
    private static Stage stage;
    private static Desk desk;
    private static final List<RawConnection> SOURCES = new ArrayList<>();

    private Icecast first;
    private Icecast second;

    @BeforeAll
    static void start() throws IOException {
        origin = Icecast.with();
        for (Map.Entry<String, Format> mount : MOUNTS.entrySet()) {
            SOURCES.add(Encoder.play(origin.port(), mount.getKey(), Tune.of(mount.getValue(), 440)));
        }
        SOURCES.add(Encoder.play(origin.port(), OTHER, Tune.of(Format.MP3_FASTER, 880)));
        stage = Stage.in(directory);
        desk = new Desk(stage);
    }

    @BeforeEach
    void startUpstreams() throws IOException {
        first = Icecast.with(Icecast.master(origin.port()));
        second = Icecast.with(Icecast.master(origin.port()));
        for (String mount : MOUNTS.keySet()) {
            first.awaitOn(mount);
            second.awaitOn(mount);
        }
        second.awaitOn(OTHER);
        for (String mount : MOUNTS.keySet()) {
            desk.set(mount, first.streams() + mount, second.streams() + (mount.equals(MIXED) ? OTHER : mount));
        }
        MOUNTS.keySet().forEach(mount -> awaitHeardFrom(first, mount));
    }

    private static void awaitHeardFrom(Icecast upstream, String mount) {
        desk.awaitWords(mount, "Z from " + upstream.streams());
    }

    @AfterEach
    void nothingIsAmiss() throws IOException {
        for (String mount : MOUNTS.keySet()) {
            desk.drop(mount);
        }
        first.close();
        second.close();
        stage.assertUnmoved();
        assertThat(SOURCES).allMatch(RawConnection::isAlive);
    }

    @AfterAll
    static void stop() {
        SOURCES.forEach(RawConnection::close);
        stage.close();
        origin.close();
    }

    private static Map<String, Listener> join(Audience audience) throws IOException {
        Map<String, Listener> listeners = new LinkedHashMap<>();
        for (String mount : MOUNTS.keySet()) {
            listeners.put(mount, audience.join(mount, Hearing.TITLES));
        }
        awaitTwoSeconds(listeners);
        return listeners;
    }

    private static void awaitTwoSeconds(Map<String, Listener> listeners) throws IOException {
        Map<String, Long> wanted = new HashMap<>();
        for (Map.Entry<String, Listener> entry : listeners.entrySet()) {
            int second = Tune.of(MOUNTS.get(entry.getKey()), 440).bytesPerSecond();
            wanted.put(entry.getKey(), entry.getValue().size() + 2L * second);
        }
        Stage.until("two seconds more for everybody").until(() -> listeners.entrySet().stream()
                .allMatch(entry -> entry.getValue().size() >= wanted.get(entry.getKey())));
    }

    @Test
    void listenersHearOnWhenTheFirstIsKilledAndAgainWhenTheSecondIs() throws IOException {
        origin.tell("/a.mp3", "Anna - First");
        Map<String, Listener> original = join(origin.audience());
        Map<String, Listener> heard = join(stage.audience());
        Hearing.awaitTitle(heard.get("/a.mp3"), "Anna - First");
        first.kill();
        MOUNTS.keySet().forEach(mount -> awaitHeardFrom(second, mount));
        awaitTwoSeconds(heard);
        origin.tell("/a.mp3", "Bert - Second");
        first = Icecast.at(first.port(), Icecast.master(origin.port()));
        MOUNTS.keySet().forEach(first::awaitOn);
        Hearing.awaitTitle(heard.get("/a.mp3"), "Bert - Second");
        awaitSettled();
        second.kill();
        MOUNTS.keySet().forEach(mount -> awaitHeardFrom(first, mount));
        awaitTwoSeconds(heard);

        assertGaps(heard, Duration.ZERO);
        assertHeardOn(heard, original);
        assertThat(Hearing.titles(heard.get("/a.mp3"), Format.MP3)).containsExactly("Anna - First", "Bert - Second");
        assertThat(Judge.frames(Judge.whole(Hearing.sound(heard.get(MIXED))), Format.MP3))
                .containsExactly("48 kbit/s", "64 kbit/s", "48 kbit/s");
    }

    /** Whoever was heard for long enough begins another round when it is lost. */
    private static void awaitSettled() {
        Stage.until("all are heard for long enough").until(() -> {
            Instant since = Instant.MIN;
            for (String mount : MOUNTS.keySet()) {
                Instant other = Instant.parse(
                        desk.relay(mount).orElseThrow().at("/state/since").asText());
                since = other.isAfter(since) ? other : since;
            }
            return Instant.now().isAfter(since.plus(Relay.SETTLED).plusSeconds(1));
        });
    }

    /** @param more than is allowed when a connection is cut */
    private static void assertGaps(Map<String, Listener> heard, Duration more) {
        heard.forEach((mount, listener) -> assertThat(listener.longestGap())
                .as("the longest gap at %s", mount)
                .isLessThan(LONGEST_GAP.plus(more)));
    }

    private static boolean isSpliced(String mount) {
        return !mount.equals(MIXED) && MOUNTS.get(mount) != Format.VORBIS;
    }

    /** What is the same at both upstreams goes on at the very byte. */
    private static void assertHeardOn(Map<String, Listener> heard, Map<String, Listener> original) throws IOException {
        for (Map.Entry<String, Listener> entry : heard.entrySet()) {
            Listener listener = entry.getValue();
            byte[] sound = Hearing.sound(listener);
            assertThat(listener.isClosed()).isFalse();
            Judge.assertDecodes(Judge.whole(sound));
            if (isSpliced(entry.getKey())) {
                original.get(entry.getKey()).awaitMore(1);
                byte[] sent = Hearing.sound(original.get(entry.getKey()));
                boolean ogg = MOUNTS.get(entry.getKey()).isOgg();
                // The serial number of the pages is another one where the server has had the stream before.
                Hearing.assertSame(ogg ? Hearing.packets(sound) : sound, ogg ? Hearing.packets(sent) : sent, SAME);
                Judge.assertPlays(Judge.whole(sound));
            }
        }
    }

    /** It stays where it is when the first is well again. */
    @Test
    void listenersHearOnWhenTheFirstFallsSilent() throws IOException {
        Map<String, Listener> original = join(origin.audience());
        Map<String, Listener> heard = join(stage.audience());
        first.freeze();
        MOUNTS.keySet().forEach(mount -> awaitHeardFrom(second, mount));
        awaitTwoSeconds(heard);
        assertThat(desk.relay("/a.mp3")
                        .orElseThrow()
                        .at("/state/upstreams/0/fault")
                        .asText())
                .isEqualTo("has sent nothing that can be played for 5 s");
        first.thaw();
        MOUNTS.keySet().forEach(first::awaitOn);
        awaitTwoSeconds(heard);
        assertThat(desk.words("/a.mp3")).contains(second.streams().toString());

        assertGaps(heard, STALL_TIMEOUT);
        assertHeardOn(heard, original);
    }
}
