package org.icefloe.directory.announce;

import java.time.Duration;

/**
 * How many touches there may be for the sake of titles: each soon after its change, but of a source that changes them
 * without end only so many as directories bear. For one thread at a time.
 */
final class TouchBudget {
    /** Between two touches, so that a title that is corrected at once is told once. */
    private static final Duration GAP = Duration.ofSeconds(2);

    private static final int MOST = 5;

    /** After this, one may be made more. */
    private static final Duration REFILL = Duration.ofSeconds(30);

    private final Surroundings here;
    private int left = MOST;
    private long refilled;
    private long spent;

    TouchBudget(Surroundings here) {
        this.here = here;
        this.refilled = here.nanos();
        this.spent = here.nanos() - GAP.toNanos();
    }

    boolean allows() {
        while (here.isPast(refilled + REFILL.toNanos())) {
            refilled += REFILL.toNanos();
            left = Math.min(MOST, left + 1);
        }
        return left > 0 && here.isPast(spent + GAP.toNanos());
    }

    void noteTouch(boolean forTitle) {
        spent = here.nanos();
        left -= forTitle ? 1 : 0;
    }
}
