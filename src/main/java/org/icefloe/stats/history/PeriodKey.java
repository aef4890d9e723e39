package org.icefloe.stats.history;

import java.time.Instant;

/**
 * Which period, and whose.
 *
 * @param start where periods of that resolution begin
 */
public record PeriodKey(Scope scope, Resolution resolution, Instant start) {
    /** The longer period that this one is a part of. */
    PeriodKey within(Resolution longer) {
        return new PeriodKey(scope, longer, longer.startOf(start));
    }
}
