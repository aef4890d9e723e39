package org.icefloe.rest.conditions;

import jakarta.ws.rs.core.EntityTag;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.regex.Pattern;
import org.icefloe.webroot.WebFile;

/**
 * What tells one state of a file, or of another document, from another (RFC 9110, 8.8).
 *
 * @param modified in whole seconds, as HTTP has it
 */
public record Validators(EntityTag tag, Instant modified) {
    private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");

    public Validators {
        modified = modified.truncatedTo(ChronoUnit.SECONDS);
    }

    /** With a strong tag: of its size, and of its time as exactly as the file system knows that. */
    public static Validators of(WebFile file) {
        Instant modified = file.modified();
        String value = Long.toHexString(file.size()) + "-" + Long.toHexString(modified.getEpochSecond()) + "."
                + Integer.toHexString(modified.getNano());
        return new Validators(new EntityTag(value), modified);
    }

    /** For the header. */
    public Date lastModified() {
        return Date.from(modified);
    }

    /** Whether a list of tags, or {@code *}, holds this one; a weak one counts if {@code weakly}. */
    boolean isAmong(String list, boolean weakly) {
        return list.strip().equals("*")
                || TAG.matcher(list)
                        .results()
                        .anyMatch(found -> found.group(2).equals(tag.getValue()) && (weakly || found.group(1) == null));
    }

    boolean isNewerThan(Instant date) {
        return modified.isAfter(date);
    }
}
