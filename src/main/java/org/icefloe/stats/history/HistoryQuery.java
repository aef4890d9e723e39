package org.icefloe.stats.history;

import java.time.Instant;

/**
 * What somebody wants to know.
 *
 * @param from where the first period begins at the earliest
 * @param to before which the last one begins
 * @param limit how many periods at most; of more, the newest
 */
public record HistoryQuery(Scope scope, Resolution resolution, Instant from, Instant to, int limit) {
    boolean asksFor(Instant start) {
        return !start.isBefore(from) && start.isBefore(to);
    }
}
