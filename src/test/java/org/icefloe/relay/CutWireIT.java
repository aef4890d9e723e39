package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.icefloe.onair.Format;
import org.icefloe.onair.Judge;
import org.icefloe.onair.Listener;
import org.icefloe.onair.Stage;
import org.icefloe.onair.Tune;
import org.icefloe.testkit.Hosts;
import org.icefloe.testkit.clients.RawConnection;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The wire between a relay and its origin is cut, and nobody is told. Both are hosts of their own, with the usual
 * settings; sources and listeners are here, and reach both all the time.
 */
class CutWireIT {
    private static final Ticker TICKER = Ticker.system();
    private static final Duration CUT = Duration.ofSeconds(20);

    /** Kept for its listeners in silence, as long as it takes. */
    private static final Map<String, Format> SILENT = Map.of("/silent.mp3", Format.MP3, "/silent.ogg", Format.VORBIS);

    /** Has another mount in its place meanwhile, with a faster sound, so that both can be told apart. */
    private static final String SPARED = "/spared.mp3";

    private static final String SPARE = "/spare.mp3";

    @TempDir
    Path directory;

    private final List<RawConnection> sources = new ArrayList<>();

    @Test
    void listenersStayWhileTheWireIsCutAndHearAgainWhenItIsHealed() throws IOException {
        try (Hosts hosts = new Hosts()) {
            Hosts.Host there = hosts.add();
            Hosts.Host here = hosts.add();
            try (Stage origin = Stage.on(there, directory.resolve("origin"));
                    Stage relay = Stage.on(here, directory.resolve("relay"))) {
                Desk desk = setUp(origin, relay);
                Map<String, Listener> heard = new LinkedHashMap<>();
                for (String mount : mounts()) {
                    heard.put(mount, relay.audience().join(mount));
                }
                Stage.awaitMore(List.copyOf(heard.values()));

                hosts.cut(there, here);
                long cut = TICKER.nanos();
                assertNoticed(desk, origin);
                Listener spared = heard.get(SPARED);
                Stage.until("the spare mount is heard").until(() -> relay.listeners(SPARE) == 1);
                spared.awaitMore(20_000);
                Stage.until("the wire was cut for long enough")
                        .atMost(CUT)
                        .until(() -> TICKER.nanos() - cut >= CUT.toNanos());
                assertThat(mounts()).noneMatch(mount -> isLive(desk, mount));
                assertThat(heard.get("/silent.mp3").silence()).isGreaterThan(Duration.ofSeconds(15));
                hosts.heal(there, here);

                mounts().forEach(mount -> desk.awaitPhase(mount, "live"));
                Stage.awaitMore(List.copyOf(heard.values()));
                Stage.until("everybody is back").until(() -> relay.listeners(SPARE) == 0);
                spared.awaitMore(20_000);
                assertHeard(heard);
                relay.assertUnmoved();
                origin.assertUnmoved();
                assertThat(sources).allMatch(RawConnection::isAlive);
            } finally {
                sources.forEach(RawConnection::close);
            }
        }
    }

    private static List<String> mounts() {
        List<String> mounts = new ArrayList<>(SILENT.keySet());
        mounts.add(SPARED);
        return mounts;
    }

    private Desk setUp(Stage origin, Stage relay) throws IOException {
        for (Map.Entry<String, Format> mount : SILENT.entrySet()) {
            sources.add(origin.source(mount.getKey(), Tune.of(mount.getValue(), 440), 1));
            relay.set(mount.getKey(), Map.of("linger", "1m"));
        }
        sources.add(origin.source(SPARED, Tune.of(Format.MP3, 440), 1));
        sources.add(relay.source(SPARE, Tune.of(Format.MP3_FASTER, 880), 1));
        relay.set(SPARED, Map.of("fallbackMount", SPARE, "fallbackOverride", "all"));
        Desk desk = new Desk(relay);
        for (String mount : mounts()) {
            desk.set(mount, origin.streams() + mount);
            desk.awaitPhase(mount, "live");
        }
        return desk;
    }

    private static boolean isLive(Desk desk, String mount) {
        try {
            return desk.phase(mount).equals("live");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** First that nothing comes, and then that the origin does not answer. */
    private static void assertNoticed(Desk desk, Stage origin) throws IOException {
        for (String mount : mounts()) {
            desk.awaitWords(mount, "connecting to " + origin.streams() + mount);
            assertThat(desk.relay(mount)
                            .orElseThrow()
                            .at("/state/upstreams/0/fault")
                            .asText())
                    .isEqualTo("has sent nothing that can be played for 5 s");
        }
        for (String mount : mounts()) {
            Stage.until("no answer at " + mount).until(() -> desk.relay(mount)
                    .orElseThrow()
                    .at("/state/upstreams/0/fault")
                    .asText()
                    .matches("cannot be reached: it did not answer within 10 s|did not answer within 10 s"));
        }
    }

    private static void assertHeard(Map<String, Listener> heard) throws IOException {
        for (Listener listener : heard.values()) {
            assertThat(listener.isClosed()).isFalse();
            Judge.assertDecodes(Judge.whole(listener.body()));
        }
        assertThat(Judge.frames(Judge.whole(heard.get(SPARED).body()), Format.MP3))
                .containsExactly("48 kbit/s", "64 kbit/s", "48 kbit/s");
    }
}
