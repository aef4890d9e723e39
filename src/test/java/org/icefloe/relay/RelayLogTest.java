package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icefloe.relay.RelayStudio.LIVE;
import static org.icefloe.relay.RelayStudio.always;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.relay.FakeNetwork.Call;
import org.icefloe.source.SourceSession;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator reads of relays. */
class RelayLogTest {
    private static final String A = "http://a.example:8000/a.mp3";
    private static final Duration LONGER_THAN_ANY_PAUSE = Duration.ofSeconds(9);

    private final RelayStudio studio = new RelayStudio("retry-limit", "8s", "stall-timeout", "3s");
    private final FakeNetwork network = studio.network;

    private void begin() {
        studio.put(always(A));
        studio.begin();
    }

    private void failAndPause() {
        studio.breakOff(network.last());
        studio.pass(LONGER_THAN_ANY_PAUSE);
    }

    @Test
    void logHearsOfTroubleOnceAndOfItsEnd() {
        try (Log log = new Log(Relay.class)) {
            begin();
            for (int i = 0; i < 3; i++) {
                failAndPause();
            }
            Call a = studio.goLive();
            studio.pass(Duration.ofSeconds(11), a);

            assertThat(log.warnings())
                    .containsExactly("Relay /live fails: " + A + " cannot be reached: it has closed the connection");
            assertThat(log.lines()).hasSize(2).last().asString().startsWith("Relay /live is well again: live since");
        }
    }

    /** Connections that come to nothing are sessions, too; of them the log hears no more than that. */
    @Test
    void logHearsOfStreamsThatAreNoneOnce() {
        try (Log relays = new Log(Relay.class);
                Log sessions = new Log(SourceSession.class)) {
            begin();
            for (int i = 0; i < 3; i++) {
                network.last()
                        .answers("HTTP/1.0 200 OK", "Content-Type: application/ogg")
                        .says("no Ogg at all");
                studio.loop.run();
                failAndPause();
            }

            assertThat(relays.lines()).singleElement().asString().startsWith("Relay /live fails: ");
            assertThat(sessions.lines()).isEmpty();
        }
    }

    @Test
    void logHearsWhyWhatWasLiveEnds() {
        try (Log log = new Log(Relay.class)) {
            begin();
            studio.goLive();
            studio.delete("/live");

            assertThat(log.lines()).last().isEqualTo("Relay /live ends: its relay was deleted");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", "czNjcmV0"})
    void noPasswordIsSaid(String secret) {
        Upstream upstream = Upstream.parse(A, Optional.of(new Credentials("me", "s3cret")), true);
        studio.put(new RelayEntry(LIVE, List.of(upstream), true, false, Optional.empty()));
        try (Log log = new Log(Relay.class)) {
            studio.begin();
            assertThat(network.last().open().heard()).contains("Authorization: Basic bWU6czNjcmV0");
            studio.breakOff(network.last());

            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(secret));
            assertThat(studio.status().toString()).doesNotContain(secret);
        }
    }
}
