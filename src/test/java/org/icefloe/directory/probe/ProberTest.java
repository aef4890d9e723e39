package org.icefloe.directory.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.icefloe.directory.catalog.Verdict;
import org.icefloe.relay.FakeNetwork.Call;
import org.junit.jupiter.api.Test;

/** Who is visited when, and that nobody is visited often. */
class ProberTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final ProberFixture fixture = new ProberFixture();

    @Test
    void newStreamIsVisitedWhenItHasSettled() {
        fixture.playEverywhere();
        fixture.add(ProberFixture.LIVE);
        fixture.pass(9);
        assertThat(fixture.calls()).isZero();

        fixture.pass(7);

        assertThat(fixture.calls()).isOne();
        assertThat(fixture.check().verdict()).isEqualTo(Verdict.ALIVE);
    }

    @Test
    void streamThatIsWellIsLeftAloneForTwelveHours() {
        fixture.playEverywhere();
        fixture.add(ProberFixture.LIVE);
        fixture.pass(16);
        fixture.pass(Duration.ofHours(12).minusSeconds(20));
        assertThat(fixture.calls()).isOne();

        fixture.pass(Duration.ofHours(3).plusSeconds(30));

        assertThat(fixture.calls()).isEqualTo(2);
    }

    @Test
    void streamThatIsNotWellIsVisitedSoonerAndThenRarely() {
        fixture.network.answer(call -> call.answers("HTTP/1.0 404 Not Found"));
        fixture.add(ProberFixture.LIVE);
        fixture.pass(16);
        fixture.pass(Duration.ofMinutes(10).minusSeconds(20));
        assertThat(fixture.calls()).isOne();
        fixture.pass(Duration.ofMinutes(3));
        assertThat(fixture.calls()).isEqualTo(2);
        fixture.pass(Duration.ofMinutes(56));
        assertThat(fixture.calls()).isEqualTo(2);
        fixture.pass(Duration.ofMinutes(20));
        assertThat(fixture.calls()).isEqualTo(3);
        fixture.pass(Duration.ofHours(11));
        assertThat(fixture.calls()).isEqualTo(3);
        assertThat(fixture.check().failures()).isEqualTo(3);
    }

    @Test
    void intervalHoldsAtOnceAndZeroIsNever() {
        fixture.playEverywhere();
        fixture.policy = new ProbePolicy(Duration.ZERO, false);
        fixture.add(ProberFixture.LIVE);
        fixture.pass(DAY);
        assertThat(fixture.calls()).isZero();

        fixture.policy = new ProbePolicy(Duration.ofHours(1), false);
        fixture.pass(10);
        assertThat(fixture.calls()).isOne();
        fixture.pass(Duration.ofMinutes(76));
        assertThat(fixture.calls()).isEqualTo(2);
    }

    @Test
    void visitsSpreadOverTime() {
        fixture.playEverywhere();
        for (int host = 0; host < 40; host++) {
            fixture.add("http://a" + host + ".example/");
        }
        fixture.pass(60);
        assertThat(fixture.calls()).isEqualTo(40);
        fixture.pass(Duration.ofHours(13));

        assertThat(fixture.calls()).isBetween(41, 79);
        fixture.pass(Duration.ofHours(2).plusMinutes(5));
        assertThat(fixture.calls()).isEqualTo(80);
    }

    // Nobody is visited often

    @Test
    void whoIsListedAgainAndAgainIsNotVisitedSo() {
        fixture.playEverywhere();
        String sid = fixture.add(ProberFixture.LIVE);
        for (int turn = 0; turn < 60; turn++) {
            fixture.pass(30);
            fixture.remove(sid);
            sid = fixture.add(ProberFixture.LIVE);
            fixture.pass(30);
            sid = fixture.add(ProberFixture.LIVE);
        }

        assertThat(fixture.calls()).isBetween(5, 6);
    }

    @Test
    void hostIsVisitedByOneAtATimeAndWithPauses() {
        fixture.network.answer(Call::open);
        for (int port = 0; port < 20; port++) {
            fixture.add("http://radio.example:" + (8000 + port) + "/");
        }
        Set<Call> begun = new HashSet<>();
        for (int second = 1; second <= 120; second++) {
            fixture.pass(1);
            assertThat(fixture.network.open().size()).isLessThanOrEqualTo(1);
            begun.addAll(fixture.network.calls());
        }

        assertThat(begun).hasSizeBetween(7, 8);
    }

    @Test
    void namesOfOneAddressCountAsOneHost() {
        fixture.network.answer(Call::open);
        for (int host = 0; host < 100; host++) {
            fixture.names.put("a" + host + ".example", List.of("50.1.2.3"));
            fixture.add("http://a" + host + ".example/");
        }
        for (int second = 1; second <= 120; second++) {
            fixture.pass(1);
            assertThat(fixture.network.open().size()).isLessThanOrEqualTo(1);
        }
        assertThat(fixture.calls()).isBetween(5, 9);
        assertThat(fixture.network.calls().get(0).isOver()).isTrue();
    }

    /** Those who give way to each other hold up nobody else. */
    @Test
    void manyNamesOfOneAddressHoldUpNobody() {
        fixture.playEverywhere();
        for (int host = 0; host < 1000; host++) {
            fixture.names.put("a" + host + ".example", List.of("50.1.2.3"));
            fixture.add("http://a" + host + ".example/");
        }
        fixture.pass(1);
        fixture.add(ProberFixture.LIVE);

        fixture.pass(Duration.ofMinutes(3));

        assertThat(fixture.check().verdict()).isEqualTo(Verdict.ALIVE);
    }

    @Test
    void inTheEndEveryNameOfAnAddressIsVisited() {
        fixture.playEverywhere();
        for (int host = 0; host < 100; host++) {
            fixture.names.put("a" + host + ".example", List.of("50.1.2.3"));
            fixture.add("http://a" + host + ".example/");
        }

        fixture.pass(Duration.ofHours(2));

        assertThat(fixture.calls()).isEqualTo(100);
    }

    @Test
    void redirectsToOneAddressGiveWayToo() {
        fixture.network.answer(call -> {
            if (call.server.host().equals("hub.example")) {
                call.open();
            } else {
                call.answers("HTTP/1.0 302 Found", "Location: http://hub.example/" + call.server.host());
            }
        });
        fixture.add("http://a.example/");
        fixture.add("http://b.example/");
        fixture.pass(30);
        assertThat(fixture.network.hosts(0)).containsExactlyInAnyOrder("a.example", "b.example", "hub.example");
        assertThat(Stream.of("http://a.example/", "http://b.example/")
                        .map(url -> fixture.check(url).verdict()))
                .containsExactlyInAnyOrder(Verdict.SILENT, Verdict.UNCHECKED);

        fixture.playEverywhere();
        fixture.pass(Duration.ofMinutes(30));

        assertThat(Stream.of("http://a.example/", "http://b.example/")
                        .map(url -> fixture.check(url).verdict()))
                .containsOnly(Verdict.ALIVE);
    }

    @Test
    void thereAreEightAtATimeAndFourASecond() {
        fixture.network.answer(Call::open);
        for (int host = 0; host < 100; host++) {
            fixture.add("http://a" + host + ".example/");
        }
        int most = 0;
        fixture.pass(9);
        for (int second = 1; second <= 120; second++) {
            int before = fixture.calls();
            fixture.pass(1);
            assertThat(fixture.calls() - before).isLessThanOrEqualTo(4);
            most = Math.max(most, fixture.network.open().size());
        }

        assertThat(most).isEqualTo(8);
        assertThat(fixture.calls()).isGreaterThan(80);
    }

    @Test
    void faultOfOneVisitEndsNoOther() {
        fixture.playEverywhere();
        fixture.network.breakFor("broken.example");
        for (int port = 0; port < 20; port++) {
            fixture.add("http://broken.example:" + (8000 + port) + "/");
        }
        fixture.add(ProberFixture.LIVE);

        fixture.pass(Duration.ofMinutes(10));

        assertThat(fixture.check().verdict()).isEqualTo(Verdict.ALIVE);
    }

    /** The server's own network is down, and comes back. */
    @Test
    void nobodyIsBlamedWhereNobodyIsReached() {
        for (int host = 0; host < 200; host++) {
            fixture.names.put("a" + host + ".example", List.of());
            fixture.add("http://a" + host + ".example/");
        }
        fixture.pass(Duration.ofMinutes(2));
        assertThat(marked(Verdict.SILENT)).isEqualTo(Connectivity.MOST_MISSED - 1);
        assertThat(marked(Verdict.UNCHECKED)).isEqualTo(200 - Connectivity.MOST_MISSED + 1);

        fixture.names.clear();
        fixture.playEverywhere();
        fixture.pass(Duration.ofMinutes(15));

        assertThat(marked(Verdict.ALIVE)).isEqualTo(200);
    }

    private int marked(Verdict verdict) {
        int[] count = new int[1];
        fixture.catalog.forEach(entry -> count[0] += entry.check().verdict() == verdict ? 1 : 0);
        return count[0];
    }

    // Restarts, clocks, and many streams

    @Test
    void restartBringsNoStampedeAndNoVisitTwice() {
        fixture.playEverywhere();
        for (int host = 0; host < 200; host++) {
            fixture.add("http://a" + host + ".example/");
        }
        fixture.pass(Duration.ofMinutes(2));
        assertThat(fixture.calls()).isEqualTo(200);
        fixture.restart();
        fixture.pass(Duration.ofHours(11));
        assertThat(fixture.calls()).isEqualTo(200);
        fixture.prober.close();
        fixture.pass(DAY);

        fixture.restart();
        fixture.pass(25);

        assertThat(fixture.calls() - 200).isBetween(40, 100);
    }

    @Test
    void clockThatIsPutBackStopsNothingAndFloodsNobody() {
        fixture.playEverywhere();
        fixture.clockError = Duration.ofDays(3000);
        fixture.add(ProberFixture.LIVE);
        fixture.pass(16);
        fixture.clockError = Duration.ZERO;
        fixture.pass(Duration.ofMinutes(9));
        assertThat(fixture.calls()).isOne();

        fixture.pass(Duration.ofMinutes(2));
        assertThat(fixture.calls()).isEqualTo(2);
        fixture.pass(Duration.ofHours(11));
        assertThat(fixture.calls()).isEqualTo(2);
    }

    @Test
    void hundredThousandStreamsAreVisitedOneHostAfterTheOther() {
        fixture.playEverywhere();
        for (int number = 0; number < 100_000; number++) {
            String host = number % 2 == 0 ? "big" : "a" + number;
            fixture.add("http://" + host + ".example/" + number);
        }
        fixture.pass(9);

        fixture.pass(60);

        List<String> hosts =
                fixture.network.calls().stream().map(call -> call.server.host()).toList();
        assertThat(hosts).hasSizeBetween(180, 240);
        assertThat(hosts.stream().filter("big.example"::equals)).hasSizeBetween(3, 5);
        assertThat(hosts.stream().collect(Collectors.toSet())).hasSizeGreaterThan(170);
    }
}
