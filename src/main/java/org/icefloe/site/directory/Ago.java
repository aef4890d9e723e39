package org.icefloe.site.directory;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How long ago something was, as people say it.
 *
 * @param at when that was, by ISO 8601
 * @param unit {@code now}, {@code minutes}, {@code hours} or {@code days}
 * @param count of them
 */
public record Ago(String at, String unit, long count) {
    /** A time to come is now. */
    static Ago of(Instant at, Instant now) {
        Duration span = Duration.between(at, now);
        String iso = at.truncatedTo(ChronoUnit.SECONDS).toString();
        if (span.compareTo(Duration.ofMinutes(1)) < 0) {
            return new Ago(iso, "now", 0);
        }
        if (span.compareTo(Duration.ofHours(1)) < 0) {
            return new Ago(iso, "minutes", span.toMinutes());
        }
        return span.compareTo(Duration.ofDays(2)) < 0
                ? new Ago(iso, "hours", span.toHours())
                : new Ago(iso, "days", span.toDays());
    }
}
