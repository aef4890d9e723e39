package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.icefloe.relay.RelayStudio.LIVE;
import static org.icefloe.relay.RelayStudio.onDemand;
import static org.icefloe.relay.RelayStudio.refusal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.icefloe.mount.MountName;
import org.icefloe.net.RelayPath;
import org.icefloe.relay.FakeNetwork.Call;
import org.icefloe.relay.RelayStatus.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A relay that runs only while somebody listens. */
class OnDemandRelayTest {
    private static final String A = "http://a.example:8000/a.mp3";
    private static final String B = "http://b.example:8000/b.mp3";

    private final RelayStudio studio = new RelayStudio("idle-timeout", "20s", "connect-timeout", "4s");
    private final FakeNetwork network = studio.network;

    private void begin(String... urls) {
        studio.put(onDemand(urls));
        studio.begin();
    }

    /** Somebody has come, heard it, and listens. */
    private Call hear() {
        studio.fetch();
        Call call = studio.goLive();
        studio.enter();
        return call;
    }

    @Test
    void connectsNowhereUntilSomebodyWantsToListen() {
        begin(A);
        studio.pass(Duration.ofMinutes(5));

        assertThat(network.calls()).isEmpty();
        assertThat(studio.status().phase()).isEqualTo(Phase.IDLE);
        assertThat(studio.status().words()).isEqualTo("idle: it connects when somebody listens");
        assertThat(studio.relays.offers(LIVE)).isTrue();
    }

    @Test
    void fiveHundredThatNobodyHearsHaveNoConnection() {
        IntStream.range(0, 500).forEach(n -> studio.put(RelayStudio.entry("/live" + n, true, true, A)));
        studio.begin();
        studio.pass(Duration.ofMinutes(1));

        assertThat(studio.names()).hasSize(500);
        assertThat(network.calls()).isEmpty();
    }

    @Test
    void firstListenerWaitsUntilThereIsSound() {
        begin(A);
        CompletableFuture<Void> answer = studio.fetch();
        assertThat(network.hosts(0)).containsExactly("a.example");

        Call call = network.last().answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg");
        studio.loop.run();
        assertThat(answer).isNotDone();
        call.says(RelayStudio.sound());
        studio.loop.run();

        assertThat(answer).isCompleted();
    }

    @Test
    void allWhoWaitShareOneConnection() {
        begin(A);
        List<CompletableFuture<Void>> waiting =
                IntStream.range(0, 20).mapToObj(n -> studio.fetch()).toList();
        studio.goLive();

        assertThat(network.calls()).hasSize(1);
        assertThat(waiting).allSatisfy(answer -> assertThat(answer).isCompleted());
        assertThat(studio.fetch()).as("who comes while it is heard").isCompleted();
    }

    @Test
    void listenerHearsTheNextUpstreamIfTheFirstIsGone() {
        begin(A, B);
        CompletableFuture<Void> answer = studio.fetch();
        studio.refuse("HTTP/1.0 404 File Not Found");
        assertThat(answer).isNotDone();
        studio.goLive();

        assertThat(answer).isCompleted();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.0 404 File Not Found, 404",
        "HTTP/1.0 410 Gone, 404",
        "HTTP/1.0 401 Unauthorized, 503",
        "HTTP/1.0 503 Busy, 503",
        "HTTP/1.1 508 Loop Detected, 508",
    })
    void listenerIsToldWhyThereIsNothing(String answer, int status) {
        begin(A);
        CompletableFuture<Void> waiting = studio.fetch();
        studio.refuse(answer);

        assertThat(refusal(waiting)).isEqualTo(status);
        assertThat(studio.status().words()).endsWith("; next try when somebody listens");
        studio.pass(Duration.ofMinutes(2));
        assertThat(network.calls()).hasSize(1);
    }

    @Test
    void wishesThatComeTooSoonAfterAFailureAskNobody() {
        begin(A);
        studio.fetch();
        studio.refuse("HTTP/1.0 404 File Not Found");
        studio.pass(Duration.ofMillis(900));

        assertThat(refusal(studio.fetch())).isEqualTo(404);
        assertThat(network.calls()).hasSize(1);

        studio.pass(Duration.ofMillis(100));
        assertThat(studio.fetch()).isNotDone();
        assertThat(network.calls()).hasSize(2);
    }

    @Test
    void nobodyWaitsMuchLongerThanForAConnection() {
        begin(A, B);
        CompletableFuture<Void> answer = studio.fetch();
        network.last().open();
        studio.pass(Duration.ofMillis(6_000));
        assertThat(answer).isNotDone();

        studio.pass(Duration.ofMillis(500));

        assertThat(refusal(answer)).isEqualTo(503);
        assertThat(network.calls()).hasSize(2);
    }

    @Test
    void whoWaitsHearsTheEncoderThatWasFaster() {
        begin(A);
        CompletableFuture<Void> answer = studio.fetch();
        studio.encoder();
        network.last().answers("HTTP/1.0 200 OK", "Content-Type: audio/mpeg");
        studio.loop.run();

        assertThat(answer).isCompleted();
        assertThat(network.open()).isEmpty();
    }

    @Test
    void runsOnForAWhileWithoutAListenerAndEnds() {
        begin(A);
        Call call = hear();
        studio.pass(Duration.ofMinutes(3), call);
        assertThat(studio.status().phase()).isEqualTo(Phase.LIVE);

        studio.leave();
        studio.pass(Duration.ofMillis(19_500), call);
        assertThat(call.isOver()).isFalse();
        studio.pass(Duration.ofSeconds(1), call);

        assertThat(call.isOver()).isTrue();
        assertThat(studio.mounts.all()).isEmpty();
        assertThat(studio.status().phase()).isEqualTo(Phase.IDLE);
        studio.pass(Duration.ofMinutes(2));
        assertThat(network.calls()).hasSize(1);
    }

    @Test
    void listenerWhoComesBackInTimeKeepsIt() {
        begin(A);
        Call call = hear();
        studio.leave();
        studio.pass(Duration.ofSeconds(15), call);
        studio.enter();
        studio.pass(Duration.ofSeconds(15), call);
        studio.leave();
        studio.pass(Duration.ofSeconds(15), call);

        assertThat(call.isOver()).isFalse();
    }

    @Test
    void entryMaySayHowLongItRunsOn() {
        studio.put(
                new RelayEntry(LIVE, List.of(RelayStudio.upstream(A)), true, true, Optional.of(Duration.ofSeconds(3))));
        studio.begin();
        Call call = hear();
        studio.leave();
        studio.pass(Duration.ofSeconds(4), call);

        assertThat(call.isOver()).isTrue();
    }

    @Test
    void whoWasLetInHasAMomentToAppear() {
        studio.put(new RelayEntry(LIVE, List.of(RelayStudio.upstream(A)), true, true, Optional.of(Duration.ZERO)));
        studio.begin();
        studio.fetch();
        Call call = studio.goLive();
        studio.pass(Duration.ofMillis(750));
        assertThat(call.isOver()).isFalse();

        studio.pass(Duration.ofMillis(500));
        assertThat(call.isOver()).isTrue();
    }

    @Test
    void listenersAreAReasonToTryAgain() {
        begin(A);
        Call call = hear();
        studio.pass(Duration.ofSeconds(1), call);
        network.answer(next -> next.ends("the connection was refused"));
        studio.breakOff(call);

        assertThat(studio.status().words()).contains("; next try in ");
        assertThat(studio.isOn()).isTrue();
    }

    @Test
    void whatNobodyHearsAnyMoreIsNotTriedAgainWithoutEnd() {
        begin(A);
        Call call = hear();
        studio.pass(Duration.ofSeconds(1), call);
        network.answer(next -> next.ends("the connection was refused"));
        studio.breakOff(call);
        studio.leave();
        studio.pass(Duration.ofSeconds(30));
        int tried = network.calls().size();

        studio.pass(Duration.ofMinutes(5));

        assertThat(network.calls()).hasSize(tried);
        assertThat(studio.mounts.all()).isEmpty();
    }

    @Test
    void wishThatHasComeByTheVeryMountIsARing() {
        begin(A);
        CompletableFuture<Void> answer = studio.relays
                .fetch(LIVE, RelayPath.NONE.to(RelayStudio.ID, "/live").to("other", "/a.mp3"))
                .toCompletableFuture();
        studio.loop.run();

        assertThat(refusal(answer)).isEqualTo(508);
        assertThat(network.calls()).isEmpty();
    }

    @Test
    void wayOfTheWishIsPassedOn() {
        begin(A);
        studio.relays.fetch(LIVE, RelayPath.NONE.to("other", "/theirs"));
        studio.loop.run();

        assertThat(network.last().open().header("icy-relay-path"))
                .contains("other/theirs, " + RelayStudio.ID + "/live");
    }

    @Test
    void whatIsNoRelayIsNotToBeHad() {
        begin(A);
        MountName other = new MountName("/other");

        assertThat(studio.relays.offers(other)).isFalse();
        CompletableFuture<Void> answer =
                studio.relays.fetch(other, RelayPath.NONE).toCompletableFuture();
        studio.loop.run();
        assertThat(refusal(answer)).isEqualTo(404);
    }

    @Test
    void endOfTheServerSendsWhoWaitsAway() {
        begin(A);
        CompletableFuture<Void> answer = studio.fetch();
        network.last().open();
        studio.closeRelays();

        assertThat(refusal(answer)).isEqualTo(503);
        assertThat(network.open()).isEmpty();
        assertThat(refusal(studio.fetch())).isEqualTo(404);
    }
}
