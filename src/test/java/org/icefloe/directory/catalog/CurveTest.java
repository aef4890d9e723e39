package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CurveTest {
    private static final Instant BEGAN = Instant.parse("2026-11-20T17:00:00Z");

    private static Instant after(int steps) {
        return BEGAN.plus(Curve.STEP.multipliedBy(steps));
    }

    private static String figures(Curve curve) {
        return curve.points().stream()
                .map(Curve.Point::listeners)
                .map(count -> count.isPresent() ? Integer.toString(count.getAsInt()) : "-")
                .collect(Collectors.joining(" "));
    }

    @Test
    void pointIsTheMostOfItsSpan() {
        Curve curve = Curve.NONE.with(BEGAN, 3).with(BEGAN.plusSeconds(200), 9).with(BEGAN.plusSeconds(599), 4);

        assertThat(curve.points()).containsExactly(new Curve.Point(BEGAN, OptionalInt.of(9)));
        assertThat(figures(curve.with(BEGAN.plusSeconds(600), 1))).isEqualTo("9 1");
    }

    @Test
    void spansInWhichNothingWasToldAreUnknown() {
        assertThat(figures(Curve.NONE.with(BEGAN, 3).with(after(3), 0))).isEqualTo("3 - - 0");
    }

    @Test
    void aDayIsKept() {
        Curve curve = Curve.NONE;
        for (int step = 0; step < 200; step++) {
            curve = curve.with(after(step), step);
        }
        assertThat(curve.points()).hasSize(Curve.MOST);
        assertThat(curve.points().get(0)).isEqualTo(new Curve.Point(after(56), OptionalInt.of(56)));
        assertThat(curve.with(after(199).plus(Duration.ofDays(1)), 5).points())
                .containsExactly(new Curve.Point(after(343), OptionalInt.of(5)));
    }

    /** The last point is always that of now: else it would take whatever is told until its time has come. */
    @Test
    void whatWasNotedOfTheTimeToComeIsDroppedWhenTheClockIsPutBack() {
        Curve curve = Curve.NONE.with(BEGAN, 3).with(after(1), 5).with(after(5), 9);

        assertThat(figures(curve.with(after(1), 4))).isEqualTo("3 5");
        assertThat(figures(curve.with(after(1), 4).with(after(2), 6))).isEqualTo("3 5 6");
        assertThat(figures(curve.with(after(3), 4))).isEqualTo("3 5 - 4");
        assertThat(curve.with(BEGAN, 7).points()).containsExactly(new Curve.Point(BEGAN, OptionalInt.of(7)));
    }

    @Test
    void beginsAnewWhenTheClockIsPutBackByMoreThanThereIs() {
        Curve ahead = Curve.NONE.with(BEGAN, 3).with(after(1_000_000), 9);

        assertThat(ahead.with(after(1), 4)).isEqualTo(Curve.NONE.with(after(1), 4));
        assertThat(figures(ahead.with(after(1), 4).with(after(2), 6))).isEqualTo("4 6");
        assertThat(Curve.NONE.with(BEGAN, 3).with(Instant.EPOCH, 1)).isEqualTo(Curve.NONE.with(Instant.EPOCH, 1));
    }

    @Test
    void whatIsBeyondThePossibleIsTheHighest() {
        assertThat(figures(Curve.NONE.with(BEGAN, 10_000_000))).isEqualTo("65534");
    }

    @Test
    void bytesOfSomethingElseAreNoCurve() {
        assertThat(Curve.ofBytes(new byte[0])).isEqualTo(Curve.NONE);
        assertThat(Curve.ofBytes(new byte[1_000])).isEqualTo(Curve.NONE);
    }

    @Property
    void whatIsKeptIsTheSame(@ForAll @Size(max = 200) List<@IntRange(max = 70_000) Integer> counts) {
        Curve curve = Curve.NONE;
        for (int step = 0; step < counts.size(); step++) {
            curve = curve.with(after(step), counts.get(step));
        }
        Curve kept = Curve.ofBytes(curve.toBytes());

        assertThat(kept).isEqualTo(curve).hasSameHashCodeAs(curve);
        assertThat(kept.points()).isEqualTo(curve.points());
    }
}
