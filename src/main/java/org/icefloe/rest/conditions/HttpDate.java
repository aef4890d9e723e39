package org.icefloe.rest.conditions;

import jakarta.ws.rs.ext.RuntimeDelegate;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** Reads a date in any of the three forms that HTTP has had (RFC 9110, 5.6.7). */
final class HttpDate {
    private static final RuntimeDelegate.HeaderDelegate<Date> DATES =
            RuntimeDelegate.getInstance().createHeaderDelegate(Date.class);

    private HttpDate() {}

    /** Empty if the text is none. */
    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(DATES.fromString(text.strip()).toInstant());
        } catch (IllegalArgumentException noDate) {
            return Optional.empty();
        }
    }
}
