package org.icefloe.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.icefloe.net.Origin;
import org.junit.jupiter.api.Test;

class SlavesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private long now;
    private final Slaves slaves = new Slaves(() -> now, new Random(1));

    private static Origin at(String host) {
        return new Origin("http", host, 8000);
    }

    private void comes(String host) {
        slaves.came(at(host), new Slaves.Report(MINUTE, Optional.empty(), Optional.empty()));
    }

    private void comes(String host, int listeners, int most) {
        slaves.came(at(host), new Slaves.Report(MINUTE, Optional.of(listeners), Optional.of(most)));
    }

    private List<String> send(int listeners) {
        return Stream.generate(() -> slaves.send(9, slave -> true))
                .limit(listeners)
                .map(slave -> slave.map(Origin::host).orElse("nowhere"))
                .toList();
    }

    private List<String> known() {
        return slaves.known().stream().map(slave -> slave.address().host()).toList();
    }

    @Test
    void slaveIsForgottenTenSecondsAfterItShouldHaveComeAgain() {
        comes("a");
        now = MINUTE.plusSeconds(9).toNanos();
        assertThat(known()).containsExactly("a");
        comes("a");
        now += MINUTE.plusSeconds(9).toNanos();
        assertThat(known()).containsExactly("a");

        now += Duration.ofSeconds(1).toNanos();

        assertThat(known()).isEmpty();
        assertThat(send(1)).containsExactly("nowhere");
    }

    @Test
    void listenersGoWhereTheShareOfPlacesTakenIsLeast() {
        comes("full", 10, 10);
        comes("half", 50, 100);
        comes("third", 10, 30);

        // 10/30, 11/30 ... until half of them are taken there, too.
        assertThat(send(5)).containsOnly("third");
        assertThat(send(20)).contains("half", "third").doesNotContain("full");
    }

    @Test
    void slaveThatFillsUpMeanwhileIsSentNobodyUntilItSaysThatItHasRoom() {
        comes("a", 8, 10);
        assertThat(send(3)).containsExactly("a", "a", "nowhere");

        comes("a", 9, 10);

        assertThat(send(2)).containsExactly("a", "nowhere");
    }

    @Test
    void slavesThatTellNothingAreSentAsManyEach() {
        comes("a");
        comes("b");

        List<String> sent = send(100);

        assertThat(sent).filteredOn("a"::equals).hasSize(50);
        assertThat(sent)
                .isNotEqualTo(IntStream.range(0, 100)
                        .mapToObj(i -> i % 2 == 0 ? "a" : "b")
                        .toList());
    }

    @Test
    void listenersOfLongAgoHaveLeftASlaveThatTellsNothing() {
        comes("a");
        send(8);
        comes("a");
        comes("a");

        assertThat(slaves.known().get(0).sent()).isEqualTo(2);
    }

    @Test
    void onlyThoseKnownForLongestAreSentListeners() {
        comes("a");
        comes("b");
        comes("a");

        assertThat(Stream.generate(() -> slaves.send(1, slave -> true)).limit(4))
                .containsOnly(Optional.of(at("a")));
    }

    @Test
    void noMoreThanAThousandAreRemembered() {
        for (int i = 0; i < Slaves.MOST; i++) {
            comes("host" + i);
        }

        assertThat(slaves.came(at("late"), new Slaves.Report(MINUTE, Optional.empty(), Optional.empty())))
                .isFalse();
        assertThat(slaves.came(at("host7"), new Slaves.Report(MINUTE, Optional.empty(), Optional.empty())))
                .isTrue();
        assertThat(known()).hasSize(Slaves.MOST).doesNotContain("late");
    }
}
