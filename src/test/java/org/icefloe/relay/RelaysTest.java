package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icefloe.relay.RelayStudio.always;
import static org.icefloe.relay.RelayStudio.entry;
import static org.icefloe.relay.RelayStudio.onDemand;
import static org.icefloe.relay.RelayStudio.refusal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.icefloe.auth.Credentials;
import org.icefloe.mount.Mount;
import org.icefloe.relay.FakeNetwork.Call;
import org.icefloe.relay.RelayStatus.Phase;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.Test;

/** Entries come, go and change while everything runs. */
class RelaysTest {
    private static final String A = "http://a.example:8000/a.mp3";
    private static final String B = "http://b.example:8000/b.mp3";

    private final RelayStudio studio = new RelayStudio();
    private final FakeNetwork network = studio.network;

    /** One that has been live from A for long enough to be a good one. */
    private Call live() {
        studio.put(always(A));
        studio.begin();
        Call call = studio.goLive();
        studio.pass(Duration.ofSeconds(11), call);
        return call;
    }

    @Test
    void nothingRunsBeforeItIsBegun() {
        studio.put(always(A));
        studio.loop.run();
        assertThat(network.calls()).isEmpty();
        assertThat(studio.relays.relays()).isEmpty();
    }

    @Test
    void entryStartsWhenItIsSetUp() {
        studio.begin();
        studio.put(always(A));

        assertThat(network.hosts(0)).containsExactly("a.example");
    }

    @Test
    void relaysAreToldByTheNamesOfTheirMounts() {
        studio.put(entry("/b", true, true, A));
        studio.put(entry("/a", false, false, A));
        studio.begin();

        assertThat(studio.names()).containsExactly("/a", "/b");
        assertThat(studio.status("/a").words()).isEqualTo("switched off");
    }

    @Test
    void deletedWhileItIsHeardEndsAtOnce() {
        Call call = live();
        studio.delete("/live");

        assertThat(call.isOver()).isTrue();
        assertThat(studio.mounts.all()).isEmpty();
        assertThat(studio.relays.relays()).isEmpty();
        studio.pass(Duration.ofMinutes(2));
        assertThat(network.calls()).hasSize(1);
    }

    @Test
    void deletedWhileItConnectsSendsWhoWaitsAway() {
        studio.put(onDemand(A));
        studio.begin();
        CompletableFuture<Void> answer = studio.fetch();
        Call call = network.last().open();
        studio.delete("/live");

        assertThat(refusal(answer)).isEqualTo(404);
        assertThat(call.isOver()).isTrue();
        studio.pass(Duration.ofMinutes(2));
        assertThat(network.calls()).hasSize(1);
    }

    @Test
    void answerThatComesAfterItWasDeletedIsLeftAlone() {
        studio.put(always(A));
        studio.begin();
        network.last().answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg");
        studio.delete("/live");

        assertThat(studio.mounts.all()).isEmpty();
        assertThat(network.open()).isEmpty();
    }

    @Test
    void deletedWhileItRestsIsNotTriedAgain() {
        studio.put(always(A));
        studio.begin();
        studio.refuse("HTTP/1.0 404 File Not Found");
        studio.delete("/live");
        studio.pass(Duration.ofMinutes(2));

        assertThat(network.calls()).hasSize(1);
    }

    @Test
    void switchedOffEndsAndSwitchedOnBeginsAtOnce() {
        Call call = live();
        studio.put(entry("/live", false, false, A));
        assertThat(call.isOver()).isTrue();
        assertThat(studio.isOn()).isFalse();
        assertThat(studio.status().phase()).isEqualTo(Phase.DISABLED);
        assertThat(studio.relays.offers(RelayStudio.LIVE)).isFalse();
        assertThat(refusal(studio.fetch())).isEqualTo(404);

        studio.put(always(A));
        assertThat(network.calls()).hasSize(2);
    }

    @Test
    void entryThatIsTheSameIsNotDisturbed() {
        Call call = live();
        studio.put(always(A));

        assertThat(call.isOver()).isFalse();
        assertThat(network.calls()).hasSize(1);
    }

    @Test
    void upstreamThatStaysIsHeardOn() {
        Call call = live();
        studio.put(always(B, A));

        assertThat(call.isOver()).isFalse();
        assertThat(network.calls()).hasSize(1);
        assertThat(studio.status().upstreams())
                .extracting(RelayStatus.UpstreamStatus::url)
                .containsExactly(B, A);
        assertThat(studio.status().upstreams().get(1).current()).isTrue();
    }

    @Test
    void upstreamThatIsNoneAnyMoreGivesWayAtOnceAndTheMountStays() {
        Call call = live();
        Mount mount = studio.mount();
        studio.put(always(B));

        assertThat(call.isOver()).isTrue();
        assertThat(network.hosts(1)).containsExactly("b.example");
        assertThat(mount.isOnAir()).isTrue();
        studio.goLive();
        studio.pass(Duration.ofSeconds(2), network.last());
        assertThat(studio.mount()).isSameAs(mount);
        assertThat(studio.status().words()).endsWith("from " + B);
    }

    @Test
    void otherCredentialsAreAnotherUpstream() {
        Call call = live();
        Upstream upstream = Upstream.parse(A, Optional.of(new Credentials("me", "secret")), true);
        studio.put(new RelayEntry(RelayStudio.LIVE, List.of(upstream), true, false, Optional.empty()));

        assertThat(call.isOver()).isTrue();
        assertThat(network.last().open().header("authorization")).contains("Basic bWU6c2VjcmV0");
    }

    @Test
    void changedWhileItConnectsAsksTheNewOneAtOnce() {
        studio.put(always(A));
        studio.begin();
        Call call = network.last().open();
        studio.put(always(B));

        assertThat(call.isOver()).isTrue();
        assertThat(network.hosts(1)).containsExactly("b.example");
    }

    @Test
    void changedWhileNobodyAnswersAsksTheNewOneAtOnce() {
        studio.put(always(A));
        studio.begin();
        Call hanging = network.last();
        studio.put(always(B));

        assertThat(network.hosts(1)).containsExactly("b.example");
        studio.goLive();
        hanging.answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg");
        studio.loop.run();
        assertThat(hanging.isOver()).isTrue();
        assertThat(studio.status().words()).endsWith("from " + B);
    }

    @Test
    void changedWhileItRestsTriesAtOnce() {
        studio.put(always(A));
        studio.begin();
        studio.refuse("HTTP/1.0 404 File Not Found");
        studio.put(always(B));

        assertThat(network.hosts(1)).containsExactly("b.example");
        studio.refuse("HTTP/1.0 404 File Not Found");
        assertThat(studio.status().nextTry())
                .as("the pause is the first one")
                .contains(RelayStudio.BEGIN.plusMillis(500));
    }

    @Test
    void thatRunsOnlyOnDemandFromNowOnRunsOnForItsTime() {
        Call call = live();
        studio.put(onDemand(A));
        studio.pass(Duration.ofSeconds(29), call);
        assertThat(call.isOver()).isFalse();
        studio.pass(Duration.ofSeconds(2), call);

        assertThat(call.isOver()).isTrue();
        assertThat(studio.status().phase()).isEqualTo(Phase.IDLE);
    }

    @Test
    void thatRunsAlwaysFromNowOnConnectsAtOnce() {
        studio.put(onDemand(A));
        studio.begin();
        studio.put(always(A));

        assertThat(network.calls()).hasSize(1);
    }

    @Test
    void faultAtOneRelayCostsItAPauseAndNoOtherAnything() {
        network.breakFor("a.example");
        studio.put(always(A));
        studio.put(entry("/other", true, false, B));
        try (Log log = new Log(Relay.class)) {
            studio.begin();
            Call other = studio.goLive();

            assertThat(studio.status("/other").phase()).isEqualTo(Phase.LIVE);
            assertThat(other.isOver()).isFalse();
            assertThat(studio.status().words())
                    .isEqualTo("failing because this server has failed at it; its log says why; next try in 1 s");
            assertThat(log.warnings()).contains("Relay /live has failed at a step");
        }
    }

    @Test
    void endOfTheServerLeavesNoConnectionAndBeginsNone() {
        live();
        studio.put(entry("/other", true, false, B));
        network.last().open();
        studio.closeRelays();
        assertThat(network.open()).isEmpty();

        studio.put(entry("/third", true, false, B));
        studio.pass(Duration.ofMinutes(2));

        assertThat(network.calls()).hasSize(2);
    }
}
