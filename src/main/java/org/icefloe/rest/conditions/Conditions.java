package org.icefloe.rest.conditions;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The conditions under which a client wants a file or another document, evaluated in the order of RFC 9110, 13.2.2.
 * JAX-RS has an evaluation of its own, which is that of an older RFC: there, a date can overrule a tag. A date that is
 * none is as if it were not there.
 */
public final class Conditions {
    private final Function<String, Optional<String>> headers;
    private final Validators current;

    /**
     * What a request wants, and what there is.
     *
     * @param headers of the request
     */
    public Conditions(Function<String, Optional<String>> headers, Validators current) {
        this.headers = headers;
        this.current = current;
    }

    /** Whether the client wants another state of the file than there is: 412. */
    public boolean fail() {
        Optional<String> wanted = headers.apply("If-Match");
        return wanted.isPresent()
                ? !current.isAmong(wanted.get(), false)
                : isModifiedSince("If-Unmodified-Since").orElse(false);
    }

    /** Whether the client has this state: 304. */
    public boolean isKnown() {
        Optional<String> known = headers.apply("If-None-Match");
        return known.isPresent()
                ? current.isAmong(known.get(), true)
                : isModifiedSince("If-Modified-Since").map(since -> !since).orElse(false);
    }

    /**
     * Whether ranges are wanted of just this state (RFC 9110, 13.1.5). A date tells states apart only if the file has
     * rested for a second since.
     */
    public boolean allowRanges(Instant now) {
        return headers.apply("If-Range").map(given -> isExactly(given, now)).orElse(true);
    }

    private boolean isExactly(String given, Instant now) {
        if (given.strip().endsWith("\"")) {
            return current.isAmong(given, false);
        }
        return current.modified()
                .filter(at -> now.isAfter(at.plusSeconds(1)))
                .filter(at -> HttpDate.parse(given).filter(at::equals).isPresent())
                .isPresent();
    }

    /** Empty if no date is given, or none is known. */
    private Optional<Boolean> isModifiedSince(String header) {
        Optional<Instant> date = headers.apply(header).flatMap(HttpDate::parse);
        return current.modified().flatMap(at -> date.map(at::isAfter));
    }
}
