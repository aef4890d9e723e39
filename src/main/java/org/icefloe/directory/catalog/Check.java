package org.icefloe.directory.catalog;

import java.time.Instant;

/**
 * The last visit to a stream.
 *
 * @param at when that was; the epoch if nobody has been there yet
 * @param failures how many visits in a row were disappointing
 * @param words what was found, one line for people; empty if it is what it claims to be
 */
public record Check(Verdict verdict, Instant at, int failures, String words) {
    /** Nobody has been there yet. */
    public static final Check NONE = new Check(Verdict.UNCHECKED, Instant.EPOCH, 0, "");

    /** The next one, after this. */
    Check then(Verdict found, Instant now, String said) {
        return new Check(found, now, found.isBad() ? failures + 1 : 0, said);
    }
}
