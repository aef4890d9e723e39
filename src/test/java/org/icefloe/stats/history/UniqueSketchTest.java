package org.icefloe.stats.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UniqueSketchTest {
    /** 1.04 / √4096. */
    private static final double STANDARD_ERROR = 0.01625;

    private static UniqueSketch of(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        UniqueSketch sketch = new UniqueSketch();
        for (int i = 0; i < count; i++) {
            sketch.add(random.nextLong());
        }
        return sketch;
    }

    @Test
    void fewAreCountedExactly() {
        Random random = new Random(1);
        long[] hashes = random.longs(UniqueSketch.EXACT).toArray();
        UniqueSketch sketch = new UniqueSketch();
        assertThat(sketch.count()).isZero();
        for (int i = 0; i < hashes.length; i++) {
            sketch.add(hashes[i]);
            sketch.add(hashes[random.nextInt(i + 1)]);
            assertThat(sketch.count()).isEqualTo(i + 1);
        }
    }

    /** Over many sketches, so that neither luck nor one bad range of sizes is left out. */
    @ParameterizedTest
    @ValueSource(ints = {385, 1_000, 3_000, 8_000, 10_000, 12_000, 20_000, 50_000, 300_000})
    void manyAreCountedWithinTheErrorThatIsPromised(int count) {
        int sketches = 100;
        double sum = 0;
        double squares = 0;
        double worst = 0;
        for (int seed = 0; seed < sketches; seed++) {
            double error = (double) of(seed * 1_000L + count, count).count() / count - 1;
            sum += error;
            squares += error * error;
            worst = Math.max(worst, Math.abs(error));
        }
        assertThat(sum / sketches).as("bias").isCloseTo(0, within(4 * STANDARD_ERROR / Math.sqrt(sketches)));
        assertThat(Math.sqrt(squares / sketches)).as("standard error").isLessThan(1.25 * STANDARD_ERROR);
        assertThat(worst).isLessThan(5 * STANDARD_ERROR);
    }

    @Property(tries = 200)
    void sumIsTheSketchOfBoth(
            @ForAll long seed,
            @ForAll @IntRange(max = 1_000) int one,
            @ForAll @IntRange(max = 1_000) int other,
            @ForAll @IntRange(max = 1_000) int common) {
        SplittableRandom random = new SplittableRandom(seed);
        UniqueSketch left = new UniqueSketch();
        UniqueSketch right = new UniqueSketch();
        UniqueSketch both = new UniqueSketch();
        for (int i = 0; i < one + other + common; i++) {
            long hash = random.nextLong();
            both.add(hash);
            if (i < one + common) {
                left.add(hash);
            }
            if (i >= one) {
                right.add(hash);
            }
        }

        assertThat(left.with(right)).isEqualTo(both);
        assertThat(right.with(left)).isEqualTo(both);
        assertThat(both.with(both)).isEqualTo(both);
        assertThat(left.with(new UniqueSketch())).isEqualTo(left);
    }

    @Property(tries = 200)
    void bytesAreReadAsTheyWereWritten(@ForAll long seed, @ForAll @IntRange(max = 5_000) int count) {
        UniqueSketch sketch = of(seed, count);
        byte[] bytes = sketch.toBytes();

        assertThat(bytes.length).isLessThanOrEqualTo(UniqueSketch.LONGEST);
        assertThat(UniqueSketch.ofBytes(bytes)).isEqualTo(sketch);
        assertThat(UniqueSketch.ofBytes(bytes).count()).isEqualTo(sketch.count());
    }

    @Test
    void longestRunsAreKeptToo() {
        UniqueSketch sketch = of(1, 400);
        sketch.add(0);
        sketch.add(1);
        sketch.add(-1L << 52);

        assertThat(UniqueSketch.ofBytes(sketch.toBytes())).isEqualTo(sketch);
    }

    @Property(tries = 200)
    void otherBytesAreRefusedOrCounted(@ForAll byte[] bytes) {
        try {
            assertThat(UniqueSketch.ofBytes(bytes).count()).isNotNegative();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("no sketch");
        }
    }

    @Test
    void nothingIsNoSketch() {
        assertThatIllegalArgumentException().isThrownBy(() -> UniqueSketch.ofBytes(new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> UniqueSketch.ofBytes(new byte[] {0, 1, 2}));
        assertThatIllegalArgumentException().isThrownBy(() -> UniqueSketch.ofBytes(new byte[] {1, 1, 2}));
    }
}
