package org.icefloe.admin;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.icefloe.mount.MountName;
import org.icefloe.rest.RawParameters;
import org.icefloe.stats.history.HistoryQuery;
import org.icefloe.stats.history.Resolution;
import org.icefloe.stats.history.Scope;

/**
 * Reads what somebody wants to know of the history. What cannot be read is an {@link IllegalArgumentException} with a
 * sentence that says nothing back that a client sent.
 */
final class HistoryParameters {
    private static final int USUAL_LIMIT = 1_000;
    private static final int HIGHEST_LIMIT = 10_000;

    /** What databases and people can take. */
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private HistoryParameters() {}

    static HistoryQuery read(RawParameters parameters, Instant now) {
        // The present period has begun by now.
        Instant from = parameters.text("from").map(text -> time("from", text)).orElse(EARLIEST);
        Instant to = parameters.text("to").map(text -> time("to", text)).orElse(now.plusSeconds(1));
        require(!to.isBefore(from), "from has to be before to");
        return new HistoryQuery(scope(parameters), resolution(parameters), from, to, limit(parameters));
    }

    private static Scope scope(RawParameters parameters) {
        Optional<String> mount = parameters.text("mount");
        if (mount.isEmpty()) {
            return Scope.ALL;
        }
        return MountName.parse(mount.get())
                .map(Scope::of)
                .orElseThrow(() -> new IllegalArgumentException("Source does not exist"));
    }

    private static Resolution resolution(RawParameters parameters) {
        String word = parameters.text("resolution").orElse(Resolution.HOUR.word());
        return Arrays.stream(Resolution.values())
                .filter(resolution -> resolution.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("resolution has to be minute, hour or day"));
    }

    private static int limit(RawParameters parameters) {
        String digits = parameters.text("limit").orElse(Integer.toString(USUAL_LIMIT));
        int limit = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
        require(limit >= 1 && limit <= HIGHEST_LIMIT, "limit has to be a number from 1 to " + HIGHEST_LIMIT);
        return limit;
    }

    /**
     * A day, which begins at midnight in UTC, or a time with its offset, of which a query makes a blank of the plus.
     */
    private static Instant time(String name, String text) {
        try {
            Instant time = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException unreadable) {
            // The same answer as for a time that nobody means.
        }
        throw new IllegalArgumentException(
                name + " has to be a time such as 2026-11-28T10:00:00Z or a day such as 2026-11-28");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
