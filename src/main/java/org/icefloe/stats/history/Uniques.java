package org.icefloe.stats.history;

import java.util.Optional;

/**
 * How many different listeners there were: a listener is an address and a user agent, whatever the number of its
 * connections.
 *
 * @param count exact up to {@value UniqueSketch#EXACT}, and within some percent above
 * @param sketch who they were, by which more can be added; gone when nothing is to be added any more
 */
public record Uniques(long count, Optional<UniqueSketch> sketch) {
    static Uniques of(UniqueSketch sketch) {
        return new Uniques(sketch.count(), Optional.of(sketch));
    }

    /** Both together; without sketches nobody knows who were the same, and the larger number is sure. */
    Uniques plus(Uniques other) {
        if (sketch.isEmpty() || other.sketch.isEmpty()) {
            return new Uniques(Math.max(count, other.count), Optional.empty());
        }
        return of(sketch.get().with(other.sketch.get()));
    }
}
