package org.icefloe.directory.catalog;

import java.time.Instant;

/**
 * How often people have gone to a station.
 *
 * @param station its id
 * @param seen when it was listed, as of some day; a station that is gone keeps its clicks for {@link Clicks#KEPT}
 */
public record ClickCount(String station, long clicks, Instant seen) {
    ClickCount oneMore() {
        return new ClickCount(station, clicks + 1, seen);
    }

    ClickCount seen(Instant now) {
        return new ClickCount(station, clicks, now);
    }
}
