package org.icefloe.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.icefloe.config.MountSettings;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final Pace pace = new Pace();

    @Test
    void pausesBeginShortAndDoubleUpToTheInterval() {
        MountSettings settings = MountSettings.DEFAULT;

        assertThat(List.of(after(1, settings), after(1, settings), after(1, settings)))
                .containsExactly(50, 100, 200);
        after(1, settings);
        after(1, settings);
        assertThat(after(1, settings)).isEqualTo(1000);
        assertThat(after(16_000, settings)).isEqualTo(1000);
    }

    @Test
    void listenersWhoWereSentNothingAreVisitedFourTimesAsOften() {
        MountSettings settings = MountSettings.DEFAULT;
        for (int i = 0; i < 6; i++) {
            after(1, settings);
        }

        assertThat(List.of(after(0, settings), after(0, settings), after(16_000, settings), after(16_000, settings)))
                .containsExactly(250, 250, 500, 1000);
    }

    @Test
    void fastStreamIsVisitedBeforeHalfTheBurstHasPassed() {
        MountSettings settings = MountSettings.DEFAULT;
        for (int i = 0; i < 6; i++) {
            after(1, settings);
        }

        assertThat(after(327_680, settings)).isEqualTo(100);
        assertThat(after(327_680_000, settings)).isEqualTo(FanOut.TICK_MILLIS);
    }

    @Property
    void pauseFitsTheWheelWhateverTheSettings(
            @ForAll @IntRange(max = Integer.MAX_VALUE) int burst,
            @ForAll @LongRange(min = 0) long seconds,
            @ForAll List<@LongRange(min = 0) Long> visits) {
        MountSettings settings = Studio.settings(burst, 0, Duration.ofSeconds(seconds));
        Pace any = new Pace();

        for (long bytes : visits) {
            any.visited(bytes, settings);
            assertThat(any.pauseMillis()).isBetween(FanOut.TICK_MILLIS, FanOut.LONGEST_PAUSE_MILLIS);
        }
    }

    private int after(long bytes, MountSettings settings) {
        pace.visited(bytes, settings);
        return pace.pauseMillis();
    }
}
