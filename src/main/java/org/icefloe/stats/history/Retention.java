package org.icefloe.stats.history;

import java.time.Duration;
import java.time.Instant;

/**
 * How old periods become before they are deleted; zero is without end.
 *
 * @param minutes how long minutes are kept
 * @param hours how long hours are kept
 * @param days how long days are kept
 */
public record Retention(Duration minutes, Duration hours, Duration days) {
    private Duration of(Resolution resolution) {
        return switch (resolution) {
            case MINUTE -> minutes;
            case HOUR -> hours;
            case DAY -> days;
        };
    }

    /** Before when periods began that are too old; in the far past, if none are. */
    Instant cut(Resolution resolution, Instant now) {
        Duration keep = of(resolution);
        return keep.isZero() ? Instant.MIN : now.minus(keep);
    }
}
