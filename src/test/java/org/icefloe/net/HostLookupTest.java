package org.icefloe.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HostLookupTest {
    /** Look-ups that wait for a thread; a test runs those it gives a thread to. */
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    private final List<String> asked = new ArrayList<>();
    private long nanos;
    private long spanMillis;
    private final HostLookup hosts = new HostLookup(waiting::add, () -> nanos, this::answer);

    private InetAddress[] answer(String host) throws UnknownHostException {
        asked.add(host);
        nanos += TimeUnit.MILLISECONDS.toNanos(spanMillis);
        if (host.startsWith("no-")) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {address("192.0.2.1"), address("192.0.2.2")};
    }

    private static InetAddress address(String number) throws UnknownHostException {
        return InetAddress.getByName(number);
    }

    /** Gives every look-up a thread that has one coming. */
    private void runAll() {
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }

    private void ask(String host, Duration answersIn) {
        spanMillis = answersIn.toMillis();
        hosts.addresses(host);
        runAll();
        spanMillis = 0;
    }

    @Test
    void addressesOfANameComeInTheirOrder() throws UnknownHostException {
        CompletableFuture<List<InetAddress>> answer = hosts.addresses("Radio.example");
        assertThat(answer).isNotDone();

        runAll();

        assertThat(answer.join()).containsExactly(address("192.0.2.1"), address("192.0.2.2"));
        assertThat(asked).containsExactly("radio.example");
    }

    @Test
    void numbersAskNobody() throws UnknownHostException {
        assertThat(hosts.addresses("192.0.2.7").join()).containsExactly(address("192.0.2.7"));
        assertThat(hosts.addresses("[2001:db8::1]").join()).containsExactly(address("2001:db8::1"));
        assertThat(waiting).isEmpty();
    }

    @Test
    void nameIsLookedUpOnceForAllWhoAskMeanwhile() {
        List<CompletableFuture<List<InetAddress>>> answers =
                List.of(hosts.addresses("a.example"), hosts.addresses("A.example"), hosts.addresses("a.example"));

        runAll();

        assertThat(asked).hasSize(1);
        assertThat(answers).allMatch(CompletableFuture::isDone);
    }

    @Test
    void nameIsLookedUpAnewForWhoAsksLater() {
        ask("a.example", Duration.ZERO);
        ask("a.example", Duration.ZERO);

        assertThat(asked).hasSize(2);
    }

    @Test
    void nameThatNobodyKnowsIsToldSo() {
        CompletableFuture<List<InetAddress>> answer = hosts.addresses("no-such.example");
        runAll();

        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingRootCause()
                .withMessage("no-such.example");
        assertThat(answer.handle((found, fault) -> fault.getMessage()).join())
                .isEqualTo("no host is known by the name no-such.example");
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsNotLookedUp() {
        hosts.addresses("a.example").cancel(false);
        CompletableFuture<List<InetAddress>> given = hosts.addresses("b.example");
        hosts.addresses("b.example").cancel(false);

        runAll();

        assertThat(asked).containsExactly("b.example");
        assertThat(given).isCompleted();
        ask("a.example", Duration.ZERO);
        assertThat(asked).containsExactly("b.example", "a.example");
    }

    @Test
    void namesThatTookLongLeaveThreadsToOthers() {
        for (int i = 0; i < 4; i++) {
            ask("slow" + i + ".example", Duration.ofSeconds(5));
        }
        asked.clear();

        List<CompletableFuture<List<InetAddress>>> slow = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            slow.add(hosts.addresses("slow" + i + ".example"));
        }
        assertThat(waiting).hasSize(HostLookup.MOST_SLOW);
        hosts.addresses("good.example");
        assertThat(waiting).hasSize(HostLookup.MOST_SLOW + 1);

        runAll();
        assertThat(asked).hasSize(5);
        assertThat(slow).allMatch(CompletableFuture::isDone);
    }

    @Test
    void nameThatIsAnsweredAgainIsSlowNoMore() {
        for (int i = 0; i < 3; i++) {
            ask("slow" + i + ".example", Duration.ofSeconds(5));
            ask("slow" + i + ".example", Duration.ofMillis(10));
        }
        for (int i = 0; i < 3; i++) {
            hosts.addresses("slow" + i + ".example");
        }

        assertThat(waiting).hasSize(3);
    }

    @Test
    void lastAddressesAreKnownThoughANameIsAnsweredNoMore() throws UnknownHostException {
        assertThat(hosts.lastKnown("a.example")).isEmpty();
        ask("a.example", Duration.ZERO);
        hosts.addresses("a.example");

        assertThat(hosts.lastKnown("A.example").orElseThrow())
                .containsExactly(address("192.0.2.1"), address("192.0.2.2"));
        ask("no-such.example", Duration.ZERO);
        assertThat(hosts.lastKnown("no-such.example")).isEmpty();
    }
}
