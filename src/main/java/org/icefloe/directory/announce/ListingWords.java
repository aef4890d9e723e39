package org.icefloe.directory.announce;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.icefloe.bytes.Printable;

/** How a listing fares, in words for an operator. */
final class ListingWords {
    static final String WAITING = "not announced yet: the stream has just begun";
    static final String ADDING = "asks to be listed";
    static final String REMOVING = "is being removed";
    static final String NO_SID = "has accepted it without a SID, by which to touch it";

    static final String FAULT = "not told of: this server has failed at it; its log says why";

    private ListingWords() {}

    static String held(String obstacle) {
        return "not announced: " + obstacle;
    }

    static String listed(Instant since) {
        return "listed since " + since.truncatedTo(ChronoUnit.SECONDS);
    }

    /** @param cause follows on the directory's name */
    static String notListed(String cause) {
        return "not listed: the directory " + cause;
    }

    /** @param cause follows on the directory's name */
    static String notTouched(String cause) {
        return "listed, as far as is known: the directory " + cause;
    }

    /** @param cause follows on the directory's name */
    static String notRemoved(String cause) {
        return "not listed anew yet, and perhaps still as before: the directory " + cause;
    }

    static String says(String message) {
        return "says " + Printable.quote(message);
    }

    /** What follows the words of one that fails. */
    static String next(Optional<Instant> nextCall, Instant now) {
        return nextCall.map(at -> "; next try in " + seconds(Duration.between(now, at)) + " s")
                .orElse("");
    }

    private static long seconds(Duration span) {
        return Math.max(0, span.plusMillis(999).toSeconds());
    }
}
