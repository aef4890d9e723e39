package org.icefloe.stats.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How long the periods are that are counted. All of them begin where they begin in UTC. */
public enum Resolution {
    MINUTE(Duration.ofMinutes(1)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1));

    private final Duration length;

    Resolution(Duration length) {
        this.length = length;
    }

    /** How long a period is. */
    public Duration length() {
        return length;
    }

    /** When the period began or will begin that a moment lies in. */
    public Instant startOf(Instant moment) {
        long seconds = length.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), seconds) * seconds);
    }

    /** Such as {@code hour}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
