package org.icefloe.rest.conditions;

import jakarta.ws.rs.core.EntityTag;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What tells one state of a file, or of another document, from another (RFC 9110, 8.8).
 *
 * @param modified in whole seconds, as HTTP has it; conditions about dates are ignored without it
 */
public record Validators(EntityTag tag, Optional<Instant> modified) {
    private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");

    public Validators {
        modified = modified.map(at -> at.truncatedTo(ChronoUnit.SECONDS));
    }

    /** The tag alone. */
    public static Validators of(EntityTag tag) {
        return new Validators(tag, Optional.empty());
    }

    /** Whether a list of tags, or {@code *}, holds this one; a weak one counts if {@code weakly}. */
    boolean isAmong(String list, boolean weakly) {
        return list.strip().equals("*")
                || TAG.matcher(list)
                        .results()
                        .anyMatch(found -> found.group(2).equals(tag.getValue()) && (weakly || found.group(1) == null));
    }
}
