package org.icefloe.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.icefloe.auth.Refusals;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.format.ContentType;
import org.icefloe.mount.FakeSource;
import org.icefloe.mount.FallbackFiles;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.mount.StreamProfile;
import org.icefloe.net.RelayPath;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.Test;

/** A mount that is turned on for whoever asks. */
class OnDemandTest {
    private static final Refusal TOO_LATE = new Refusal(503, "Service Unavailable", "too late");

    private MountSettings settings = MountSettings.DEFAULT;
    private MountSettings others = MountSettings.DEFAULT;
    private final MountRegistry mounts = new MountRegistry(
            9,
            name -> name.value().equals("/far") ? settings : others,
            FallbackFiles.NONE,
            Clock.systemUTC(),
            Ticker.system());
    private final List<String> fetched = new ArrayList<>();
    private final CompletableFuture<Void> fetch = new CompletableFuture<>();
    private final CompletableFuture<Grant> login = new CompletableFuture<>();
    private final AtomicInteger released = new AtomicInteger();
    private final Grant grant = Guest.grant().whenOver(released::incrementAndGet);
    private final ListenerGate gate = new ListenerGate(
            new ListenerGate.Inside(
                    mounts,
                    Intros.NONE,
                    new OnlyFar(),
                    new Elsewhere(mounts, new Slaves(Ticker.system(), new Random(1)), () -> 0, address -> false)),
            (request, id) -> login,
            () -> ListenerLimits.of(9),
            "here",
            UnaryOperator.identity());

    private final class OnlyFar implements OnDemand {
        @Override
        public boolean offers(MountName mount) {
            return mount.value().equals("/far");
        }

        @Override
        public CompletionStage<Void> fetch(MountName mount, RelayPath asked) {
            fetched.add(mount + " for " + asked);
            return fetch;
        }
    }

    private Mount begin(String name) {
        return FakeSource.begin(
                        mounts, name, new StreamProfile(ContentType.MPEG, Map.of(), Optional.empty(), "192.0.2.1"))
                .mount();
    }

    private Optional<String> heardAt() {
        return heardAt("/far");
    }

    private Optional<String> heardAt(String mount) {
        FanOut fanOut = new FanOut(new ManualLoop(), Ticker.system());
        return Optional.of(gate.admit(Guest.at(mount), grant, new FakeSink(), fanOut)
                .mount()
                .name()
                .value());
    }

    @Test
    void listenerWaitsForTheMountAndHearsIt() {
        assertThat(gate.serves("/far")).isTrue();
        assertThat(gate.serves("/near")).isFalse();
        CompletableFuture<Grant> answer = gate.authenticate(Guest.server("/far", "there/far", 256));
        login.complete(grant);
        assertThat(answer).isNotDone();
        assertThat(fetched).containsExactly("/far for there/far");

        begin("/far");
        fetch.complete(null);

        assertThat(answer).isCompletedWithValue(grant);
        assertThat(heardAt()).hasValue("/far");
        assertThat(released).hasValue(0);
    }

    @Test
    void nothingIsFetchedForWhoeverMayNotListen() {
        CompletableFuture<Grant> answer = gate.authenticate(Guest.at("/far"));
        assertThat(fetched).isEmpty();

        login.completeExceptionally(new RefusedException(Refusal.UNAUTHORIZED));

        assertThat(refusal(answer)).isEqualTo(Refusal.UNAUTHORIZED);
        assertThat(fetched).isEmpty();
    }

    @Test
    void nothingIsFetchedThatIsOn() {
        begin("/far");
        login.complete(grant);

        assertThat(gate.authenticate(Guest.at("/far"))).isCompletedWithValue(grant);
        assertThat(fetched).isEmpty();
    }

    @Test
    void listenerIsToldWhyTheMountIsNotToBeHadAndItsPlaceIsFree() {
        login.complete(grant);
        CompletableFuture<Grant> answer = gate.authenticate(Guest.at("/far"));

        fetch.completeExceptionally(new RefusedException(TOO_LATE));

        assertThat(refusal(answer)).isEqualTo(TOO_LATE);
        assertThat(released).hasValue(1);
    }

    @Test
    void fallbackIsHeardIfTheMountIsNotToBeHad() {
        settings = settings.with(MountSetting.FALLBACK_MOUNT, Optional.of("/near"));
        begin("/near");
        login.complete(grant);
        CompletableFuture<Grant> answer = gate.authenticate(Guest.at("/far"));
        assertThat(answer).isNotDone();

        fetch.completeExceptionally(new RefusedException(TOO_LATE));

        assertThat(answer).isCompletedWithValue(grant);
        assertThat(heardAt()).hasValue("/near");
    }

    @Test
    void fallbackIsFetchedWhereNoneIsHeard() {
        others = others.with(MountSetting.FALLBACK_MOUNT, Optional.of("/far"));
        login.complete(grant);
        assertThat(gate.serves("/live")).isTrue();
        CompletableFuture<Grant> answer = gate.authenticate(Guest.at("/live"));
        assertThat(fetched).singleElement().asString().startsWith("/far for");

        begin("/far");
        fetch.complete(null);

        assertThat(answer).isCompletedWithValue(grant);
        assertThat(heardAt("/live")).hasValue("/far");
    }

    @Test
    void noFallbackIsFetchedWhereOneIsHeard() {
        others = others.with(MountSetting.FALLBACK_MOUNT, Optional.of("/far"));
        settings = settings.with(MountSetting.FALLBACK_MOUNT, Optional.of("/near"));
        begin("/near");
        login.complete(grant);

        assertThat(gate.authenticate(Guest.at("/live"))).isCompletedWithValue(grant);
        assertThat(fetched).isEmpty();
    }

    @Test
    void listenerIsSentElsewhereIfTheMountIsNotToBeHad() {
        settings = settings.with(MountSetting.REDIRECT_TO, Optional.of("http://other.example/"));
        login.complete(grant);
        CompletableFuture<Grant> answer = gate.authenticate(Guest.at("/far"));

        fetch.completeExceptionally(new RefusedException(TOO_LATE));

        assertThat(answer).isCompletedWithValue(grant);
        assertThat(gate.serves("/far")).isTrue();
    }

    @Test
    void clientThatLeavesWhileItWaitsGivesUpItsPlaceAtOnce() {
        login.complete(grant);
        CompletableFuture<Grant> answer = gate.authenticate(Guest.at("/far"));

        answer.cancel(false);
        assertThat(released).hasValue(1);
        fetch.complete(null);

        assertThat(released).hasValue(1);
    }

    @Test
    void clientThatLeavesBeforeItIsKnownHasNothingFetched() {
        gate.authenticate(Guest.at("/far")).cancel(false);

        login.complete(grant);

        assertThat(released).hasValue(1);
        assertThat(fetched).isEmpty();
    }

    @Test
    void streamThatWouldComeFromHereIsRefused() {
        login.complete(grant);

        assertThat(refusal(gate.authenticate(Guest.server("/far", "here/far, there/x", 256))))
                .isEqualTo(Refusal.LOOP);
        assertThat(refusal(gate.authenticate(Guest.server("/far", "there/x, here/other", 256))))
                .isEqualTo(Refusal.LOOP);
        assertThat(gate.authenticate(Guest.server("/far", "here/other, there/x", 256)))
                .isNotDone();
        assertThat(fetched).containsExactly("/far for here/other, there/x");
    }

    @Test
    void faultOfWhoeverFetchesIsAnAnswer() {
        login.complete(grant);
        CompletableFuture<Grant> answer = gate.authenticate(Guest.at("/far"));

        fetch.completeExceptionally(new IllegalStateException("a fault"));

        assertThat(answer).isCompletedExceptionally();
        assertThat(released).hasValue(1);
    }

    private static Refusal refusal(CompletableFuture<Grant> answer) {
        assertThat(answer).isCompletedExceptionally();
        return answer.handle((granted, fault) -> Refusals.of(fault)).join();
    }
}
