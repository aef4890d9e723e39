package org.icefloe.time;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts that fail: each is twice as long as the last one, up to a limit. Chance moves each by a
 * quarter, so that those who have failed together do not come again together. For one thread at a time.
 */
public final class Backoff {
    private static final double JITTER = 0.25;

    /** Doubling more often passes every limit, and soon what a number can hold. */
    private static final int MOST_DOUBLINGS = 40;

    private final Duration first;
    private final RandomGenerator random;
    private int doublings;

    /** @param first about how long the first pause is */
    public Backoff(Duration first, RandomGenerator random) {
        this.first = first;
        this.random = random;
    }

    /** @param limit no pause is longer, chance included */
    public Duration next(Duration limit) {
        double longest = limit.toNanos() / (1 + JITTER);
        double pause = Math.min(longest, first.toNanos() * Math.pow(2, doublings));
        doublings = Math.min(doublings + 1, MOST_DOUBLINGS);
        return Duration.ofNanos((long) (pause * (1 - JITTER + 2 * JITTER * random.nextDouble())));
    }

    /** Begins anew with the first pause. */
    public void reset() {
        doublings = 0;
    }
}
