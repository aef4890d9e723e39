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

    private final Patrol patrol = new Patrol();

    @Test
    void newStreamIsVisitedWhenItHasSettled() {
        patrol.playEverywhere();
        patrol.add(Patrol.LIVE);
        patrol.pass(9);
        assertThat(patrol.calls()).isZero();

        patrol.pass(7);

        assertThat(patrol.calls()).isOne();
        assertThat(patrol.check().verdict()).isEqualTo(Verdict.ALIVE);
    }

    @Test
    void streamThatIsWellIsLeftAloneForTwelveHours() {
        patrol.playEverywhere();
        patrol.add(Patrol.LIVE);
        patrol.pass(16);
        patrol.pass(Duration.ofHours(12).minusSeconds(20));
        assertThat(patrol.calls()).isOne();

        patrol.pass(Duration.ofHours(3).plusSeconds(30));

        assertThat(patrol.calls()).isEqualTo(2);
    }

    @Test
    void streamThatIsNotWellIsVisitedSoonerAndThenRarely() {
        patrol.network.answer(call -> call.answers("HTTP/1.0 404 Not Found"));
        patrol.add(Patrol.LIVE);
        patrol.pass(16);
        patrol.pass(Duration.ofMinutes(10).minusSeconds(20));
        assertThat(patrol.calls()).isOne();
        patrol.pass(Duration.ofMinutes(3));
        assertThat(patrol.calls()).isEqualTo(2);
        patrol.pass(Duration.ofMinutes(56));
        assertThat(patrol.calls()).isEqualTo(2);
        patrol.pass(Duration.ofMinutes(20));
        assertThat(patrol.calls()).isEqualTo(3);
        patrol.pass(Duration.ofHours(11));
        assertThat(patrol.calls()).isEqualTo(3);
        assertThat(patrol.check().failures()).isEqualTo(3);
    }

    @Test
    void intervalHoldsAtOnceAndZeroIsNever() {
        patrol.playEverywhere();
        patrol.policy = new ProbePolicy(Duration.ZERO, false);
        patrol.add(Patrol.LIVE);
        patrol.pass(DAY);
        assertThat(patrol.calls()).isZero();

        patrol.policy = new ProbePolicy(Duration.ofHours(1), false);
        patrol.pass(10);
        assertThat(patrol.calls()).isOne();
        patrol.pass(Duration.ofMinutes(76));
        assertThat(patrol.calls()).isEqualTo(2);
    }

    @Test
    void visitsSpreadOverTime() {
        patrol.playEverywhere();
        for (int host = 0; host < 40; host++) {
            patrol.add("http://a" + host + ".example/");
        }
        patrol.pass(60);
        assertThat(patrol.calls()).isEqualTo(40);
        patrol.pass(Duration.ofHours(13));

        assertThat(patrol.calls()).isBetween(41, 79);
        patrol.pass(Duration.ofHours(2).plusMinutes(5));
        assertThat(patrol.calls()).isEqualTo(80);
    }

    // Nobody is visited often

    @Test
    void whoIsListedAgainAndAgainIsNotVisitedSo() {
        patrol.playEverywhere();
        String sid = patrol.add(Patrol.LIVE);
        for (int turn = 0; turn < 60; turn++) {
            patrol.pass(30);
            patrol.remove(sid);
            sid = patrol.add(Patrol.LIVE);
            patrol.pass(30);
            sid = patrol.add(Patrol.LIVE);
        }

        assertThat(patrol.calls()).isBetween(5, 6);
    }

    @Test
    void hostIsVisitedByOneAtATimeAndWithPauses() {
        patrol.network.answer(Call::open);
        for (int port = 0; port < 20; port++) {
            patrol.add("http://radio.example:" + (8000 + port) + "/");
        }
        Set<Call> begun = new HashSet<>();
        for (int second = 1; second <= 120; second++) {
            patrol.pass(1);
            assertThat(patrol.network.open().size()).isLessThanOrEqualTo(1);
            begun.addAll(patrol.network.calls());
        }

        assertThat(begun).hasSizeBetween(7, 8);
    }

    @Test
    void namesOfOneAddressCountAsOneHost() {
        patrol.network.answer(Call::open);
        for (int host = 0; host < 100; host++) {
            patrol.names.put("a" + host + ".example", List.of("50.1.2.3"));
            patrol.add("http://a" + host + ".example/");
        }
        for (int second = 1; second <= 120; second++) {
            patrol.pass(1);
            assertThat(patrol.network.open().size()).isLessThanOrEqualTo(1);
        }
        assertThat(patrol.calls()).isBetween(5, 9);
        assertThat(patrol.network.calls().get(0).isOver()).isTrue();
    }

    /** Those who give way to each other hold up nobody else. */
    @Test
    void manyNamesOfOneAddressHoldUpNobody() {
        patrol.playEverywhere();
        for (int host = 0; host < 1000; host++) {
            patrol.names.put("a" + host + ".example", List.of("50.1.2.3"));
            patrol.add("http://a" + host + ".example/");
        }
        patrol.pass(1);
        patrol.add(Patrol.LIVE);

        patrol.pass(Duration.ofMinutes(3));

        assertThat(patrol.check().verdict()).isEqualTo(Verdict.ALIVE);
    }

    @Test
    void inTheEndEveryNameOfAnAddressIsVisited() {
        patrol.playEverywhere();
        for (int host = 0; host < 100; host++) {
            patrol.names.put("a" + host + ".example", List.of("50.1.2.3"));
            patrol.add("http://a" + host + ".example/");
        }

        patrol.pass(Duration.ofHours(2));

        assertThat(patrol.calls()).isEqualTo(100);
    }

    @Test
    void redirectsToOneAddressGiveWayToo() {
        patrol.network.answer(call -> {
            if (call.server.host().equals("hub.example")) {
                call.open();
            } else {
                call.answers("HTTP/1.0 302 Found", "Location: http://hub.example/" + call.server.host());
            }
        });
        patrol.add("http://a.example/");
        patrol.add("http://b.example/");
        patrol.pass(30);
        assertThat(patrol.network.hosts(0)).containsExactlyInAnyOrder("a.example", "b.example", "hub.example");
        assertThat(Stream.of("http://a.example/", "http://b.example/")
                        .map(url -> patrol.check(url).verdict()))
                .containsExactlyInAnyOrder(Verdict.SILENT, Verdict.UNCHECKED);

        patrol.playEverywhere();
        patrol.pass(Duration.ofMinutes(30));

        assertThat(Stream.of("http://a.example/", "http://b.example/")
                        .map(url -> patrol.check(url).verdict()))
                .containsOnly(Verdict.ALIVE);
    }

    @Test
    void thereAreEightAtATimeAndFourASecond() {
        patrol.network.answer(Call::open);
        for (int host = 0; host < 100; host++) {
            patrol.add("http://a" + host + ".example/");
        }
        int most = 0;
        patrol.pass(9);
        for (int second = 1; second <= 120; second++) {
            int before = patrol.calls();
            patrol.pass(1);
            assertThat(patrol.calls() - before).isLessThanOrEqualTo(4);
            most = Math.max(most, patrol.network.open().size());
        }

        assertThat(most).isEqualTo(8);
        assertThat(patrol.calls()).isGreaterThan(80);
    }

    @Test
    void faultOfOneVisitEndsNoOther() {
        patrol.playEverywhere();
        patrol.network.breakFor("broken.example");
        for (int port = 0; port < 20; port++) {
            patrol.add("http://broken.example:" + (8000 + port) + "/");
        }
        patrol.add(Patrol.LIVE);

        patrol.pass(Duration.ofMinutes(10));

        assertThat(patrol.check().verdict()).isEqualTo(Verdict.ALIVE);
    }

    /** The server's own network is down, and comes back. */
    @Test
    void nobodyIsBlamedWhereNobodyIsReached() {
        for (int host = 0; host < 200; host++) {
            patrol.names.put("a" + host + ".example", List.of());
            patrol.add("http://a" + host + ".example/");
        }
        patrol.pass(Duration.ofMinutes(2));
        assertThat(marked(Verdict.SILENT)).isEqualTo(Reach.MOST_MISSED - 1);
        assertThat(marked(Verdict.UNCHECKED)).isEqualTo(200 - Reach.MOST_MISSED + 1);

        patrol.names.clear();
        patrol.playEverywhere();
        patrol.pass(Duration.ofMinutes(15));

        assertThat(marked(Verdict.ALIVE)).isEqualTo(200);
    }

    private int marked(Verdict verdict) {
        int[] count = new int[1];
        patrol.catalog.forEach(entry -> count[0] += entry.check().verdict() == verdict ? 1 : 0);
        return count[0];
    }

    // Restarts, clocks, and many streams

    @Test
    void restartBringsNoStampedeAndNoVisitTwice() {
        patrol.playEverywhere();
        for (int host = 0; host < 200; host++) {
            patrol.add("http://a" + host + ".example/");
        }
        patrol.pass(Duration.ofMinutes(2));
        assertThat(patrol.calls()).isEqualTo(200);
        patrol.restart();
        patrol.pass(Duration.ofHours(11));
        assertThat(patrol.calls()).isEqualTo(200);
        patrol.prober.close();
        patrol.pass(DAY);

        patrol.restart();
        patrol.pass(25);

        assertThat(patrol.calls() - 200).isBetween(40, 100);
    }

    @Test
    void clockThatIsPutBackStopsNothingAndFloodsNobody() {
        patrol.playEverywhere();
        patrol.clockError = Duration.ofDays(3000);
        patrol.add(Patrol.LIVE);
        patrol.pass(16);
        patrol.clockError = Duration.ZERO;
        patrol.pass(Duration.ofMinutes(9));
        assertThat(patrol.calls()).isOne();

        patrol.pass(Duration.ofMinutes(2));
        assertThat(patrol.calls()).isEqualTo(2);
        patrol.pass(Duration.ofHours(11));
        assertThat(patrol.calls()).isEqualTo(2);
    }

    @Test
    void hundredThousandStreamsAreVisitedOneHostAfterTheOther() {
        patrol.playEverywhere();
        for (int number = 0; number < 100_000; number++) {
            String host = number % 2 == 0 ? "big" : "a" + number;
            patrol.add("http://" + host + ".example/" + number);
        }
        patrol.pass(9);

        patrol.pass(60);

        List<String> hosts =
                patrol.network.calls().stream().map(call -> call.server.host()).toList();
        assertThat(hosts).hasSizeBetween(180, 240);
        assertThat(hosts.stream().filter("big.example"::equals)).hasSizeBetween(3, 5);
        assertThat(hosts.stream().collect(Collectors.toSet())).hasSizeGreaterThan(170);
    }
}
