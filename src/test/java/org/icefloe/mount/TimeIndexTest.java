package org.icefloe.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimeIndexTest {
    private final TimeIndex times = new TimeIndex();

    @Test
    void nothingHasComeInTheBeginning() {
        assertThat(times.positionAt(ms(5))).isZero();
        assertThat(times.timeOf(0, 42)).isEqualTo(42);
        assertThat(times.bitsPerSecond()).isZero();
    }

    @Test
    void positionIsWhereTheStreamStoodThen() {
        times.mark(1000, ms(1000));
        times.mark(2000, ms(2000));
        times.mark(2500, ms(3000));

        assertThat(times.positionAt(ms(999))).isZero();
        assertThat(times.positionAt(ms(1000))).isEqualTo(1000);
        assertThat(times.positionAt(ms(2999))).isEqualTo(2000);
        assertThat(times.positionAt(ms(9999))).isEqualTo(2500);
    }

    @Test
    void timeIsWhenTheByteBeforeAPositionCame() {
        times.mark(1000, ms(1000));
        times.mark(2000, ms(2000));

        assertThat(times.timeOf(1, 0)).isEqualTo(ms(1000));
        assertThat(times.timeOf(1000, 0)).isEqualTo(ms(1000));
        assertThat(times.timeOf(1001, 0)).isEqualTo(ms(2000));
        assertThat(times.timeOf(9999, 0)).isEqualTo(ms(2000));
    }

    @Test
    void marksThatAreCloseTogetherBecomeOne() {
        for (int i = 1; i <= 1000; i++) {
            times.mark(i, ms(i));
        }

        assertThat(times.positionAt(ms(500))).isBetween(400L, 500L);
        assertThat(times.positionAt(ms(1000))).isEqualTo(1000);
    }

    @Test
    void whatWasDroppedBeginsWhereTheRestDoes() {
        for (int i = 1; i <= 500; i++) {
            times.mark(i * 10L, ms(i * 1000L));
        }

        times.dropBefore(4000);

        assertThat(times.positionAt(ms(1000))).isEqualTo(4000);
        assertThat(times.positionAt(ms(401_000))).isEqualTo(4010);
        assertThat(times.positionAt(ms(500_000))).isEqualTo(5000);
    }

    @Test
    void bitrateIsWhatCameOverTheTimeOfTheMarks() {
        times.mark(0, ms(0));
        times.mark(16_000, ms(900));
        assertThat(times.bitsPerSecond()).as("less than a second").isZero();

        times.mark(32_000, ms(2000));
        assertThat(times.bitsPerSecond()).isEqualTo(128_000);
    }

    private static long ms(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
