package org.icefloe.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How spans of time are written in settings: {@code 10s}, {@code 500ms}, {@code 2m}, {@code 1h}, as in ISO 8601
 * ({@code PT10S}), or as a plain number of seconds.
 */
public final class Spans {
    /** What a span looks like, for a message to whoever wrote something else. */
    public static final String EXPECTED =
            "a span of time such as 10s, 500ms, 2m or PT10S, at most 365 days; a plain number is seconds";

    /** Longer than anybody waits, and short enough to be reckoned in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private static final Pattern FORM = Pattern.compile("(\\d{1,11})(ms|s|m|h|)");

    private Spans() {}

    /** Reads a span from zero to 365 days; empty if the text is none. */
    public static Optional<Duration> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        Optional<Duration> span =
                form.matches() ? Optional.of(span(Long.parseLong(form.group(1)), form.group(2))) : parseIso(text);
        return span.filter(given -> !given.isNegative() && given.compareTo(LONGEST) <= 0);
    }

    /** Writes a span so that {@link #parse} reads it: in seconds where it is a number of them, else in milliseconds. */
    public static String format(Duration span) {
        return span.toMillisPart() == 0 ? span.toSeconds() + "s" : span.toMillis() + "ms";
    }

    private static Duration span(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofSeconds(amount);
        };
    }

    private static Optional<Duration> parseIso(String text) {
        try {
            return Optional.of(Duration.parse(text.strip()));
        } catch (DateTimeException notIso) {
            return Optional.empty();
        }
    }
}
