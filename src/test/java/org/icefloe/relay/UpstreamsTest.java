package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icefloe.relay.RelayStatus.UpstreamStatus;
import org.junit.jupiter.api.Test;

/** In which order upstreams are asked. */
class UpstreamsTest {
    private static final Upstream A = RelayStudio.upstream("http://a.example/");
    private static final Upstream B = RelayStudio.upstream("http://b.example/");
    private static final Upstream C = RelayStudio.upstream("http://c.example/");
    private static final Instant AT = Instant.parse("2026-11-29T12:00:00Z");

    /** A ticker begins anywhere. */
    private static final long BEGIN = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

    private final Upstreams upstreams = new Upstreams();

    private UpstreamsTest() {
        upstreams.set(List.of(A, B, C));
    }

    private static long at(long seconds) {
        return BEGIN + Duration.ofSeconds(seconds).toNanos();
    }

    private void fail(Upstream upstream, long seconds) {
        upstreams.failed(upstream, Failure.fault("is gone"), AT.plusSeconds(seconds), at(seconds));
    }

    private List<Upstream> round(long seconds) {
        upstreams.beginRound(at(seconds));
        List<Upstream> asked = new ArrayList<>();
        for (Optional<Upstream> next = upstreams.next(); next.isPresent(); next = upstreams.next()) {
            asked.add(next.get());
        }
        return asked;
    }

    @Test
    void theBestComeFirst() {
        assertThat(round(0)).containsExactly(A, B, C);
    }

    @Test
    void thoseThatFailedLatelyComeLastTheLongestAgoFirst() {
        fail(B, 1);
        fail(A, 2);
        assertThat(round(3)).containsExactly(C, B, A);
    }

    @Test
    void failureIsForgivenAfterAWhile() {
        fail(B, 0);
        fail(A, 5);
        assertThat(round(60)).containsExactly(B, C, A);
        assertThat(round(65)).containsExactly(A, B, C);
    }

    @Test
    void whoWasWellHasNoFault() {
        fail(A, 0);
        upstreams.well(A);
        assertThat(round(1)).containsExactly(A, B, C);
        assertThat(upstreams.status(Optional.of(A)))
                .first()
                .isEqualTo(new UpstreamStatus("http://a.example/", true, Optional.empty(), Optional.empty()));
    }

    @Test
    void faultsAreToldWithTheirTimes() {
        fail(B, 7);
        assertThat(upstreams.status(Optional.empty()).get(1))
                .isEqualTo(new UpstreamStatus(
                        "http://b.example/", false, Optional.of("is gone"), Optional.of(AT.plusSeconds(7))));
    }

    @Test
    void onlyThoseAskedInThisRoundAreComplainedOf() {
        fail(A, 0);
        upstreams.beginRound(at(1));
        assertThat(upstreams.next()).contains(B);
        fail(B, 1);

        assertThat(upstreams.complaint()).isEqualTo("http://b.example/ is gone");
        assertThat(upstreams.failuresOfRound()).hasSize(1);
    }

    @Test
    void complaintOfManyIsShort() {
        Upstream d = RelayStudio.upstream("http://d.example/");
        Upstream e = RelayStudio.upstream("http://e.example/");
        upstreams.set(List.of(A, B, C, d, e));
        round(0).forEach(upstream -> fail(upstream, 0));

        assertThat(upstreams.complaint())
                .isEqualTo("http://a.example/ is gone and http://b.example/ is gone and http://c.example/ is gone,"
                        + " and 2 more have failed");
    }

    @Test
    void whoIsNoneAnyMoreIsNotAskedInTheRoundThatGoesOn() {
        upstreams.beginRound(at(0));
        upstreams.next();
        upstreams.set(List.of(A, C));
        assertThat(upstreams.next()).contains(C);
        assertThat(upstreams.next()).isEmpty();
    }

    @Test
    void whoStaysKeepsItsName() {
        fail(A, 0);
        fail(B, 0);
        upstreams.set(List.of(C, A));
        upstreams.set(List.of(A, B, C));
        assertThat(round(1)).containsExactly(B, C, A);
    }

    @Test
    void failureOfOneThatIsNoneAnyMoreIsNotKept() {
        upstreams.set(List.of(A));
        fail(B, 0);
        upstreams.set(List.of(A, B));
        assertThat(upstreams.status(Optional.empty()).get(1).fault()).isEmpty();
    }

    @Test
    void sameOneTwiceIsAskedOnce() {
        upstreams.set(List.of(A, B, A));
        assertThat(round(0)).containsExactly(A, B);
    }
}
