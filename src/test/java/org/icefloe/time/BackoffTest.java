package org.icefloe.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration HOUR = Duration.ofHours(1);

    /** Chance that always says the same. */
    private static RandomGenerator always(double chance) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return chance;
            }
        };
    }

    @Test
    void eachPauseIsTwiceTheLast() {
        Backoff backoff = new Backoff(FIRST, always(0.5));
        assertThat(IntStream.range(0, 5).mapToObj(n -> backoff.next(HOUR).toMillis()))
                .containsExactly(500L, 1000L, 2000L, 4000L, 8000L);
    }

    @Test
    void chanceMovesAPauseByAQuarter() {
        assertThat(new Backoff(FIRST, always(0)).next(HOUR)).hasMillis(375);
        assertThat(new Backoff(FIRST, always(0.999999999)).next(HOUR).toMillis())
                .isBetween(624L, 625L);
    }

    @Test
    void beginsAnewWithTheFirstPause() {
        Backoff backoff = new Backoff(FIRST, always(0.5));
        backoff.next(HOUR);
        backoff.next(HOUR);
        backoff.reset();
        assertThat(backoff.next(HOUR)).isEqualTo(FIRST);
    }

    @Property(tries = 100)
    void noPauseIsLongerThanTheLimitHoweverOften(@ForAll long seed) {
        Backoff backoff = new Backoff(FIRST, new Random(seed));
        Duration limit = Duration.ofSeconds(10);
        for (int i = 0; i < 200; i++) {
            assertThat(backoff.next(limit)).isBetween(Duration.ofMillis(375), limit);
        }
    }

    @Test
    void limitBelowTheFirstPauseHolds() {
        assertThat(new Backoff(FIRST, always(0.999)).next(Duration.ofMillis(100)))
                .isLessThanOrEqualTo(Duration.ofMillis(100));
    }
}
