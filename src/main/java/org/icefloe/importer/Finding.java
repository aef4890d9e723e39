package org.icefloe.importer;

import org.icefloe.bytes.Printable;

/**
 * What comes of an element.
 *
 * @param line where its tag ends in the file
 * @param element its name behind those of the elements around it, such as {@code limits/clients}
 * @param outcome what happens to it
 * @param detail the setting it becomes and its value, or why it is ignored or shut; never a password
 */
public record Finding(int line, String element, Outcome outcome, String detail) {
    /** What can happen to an element. */
    public enum Outcome {
        TAKEN,
        /** It stands around others, of which there are findings. */
        READ,
        /** It asks for logins that there are not here, and nobody gets past it until somebody chooses. */
        SHUT,
        IGNORED,
        UNKNOWN
    }

    /** One line of the report. */
    @Override
    public String toString() {
        String what =
                switch (outcome) {
                    case TAKEN -> "taken as " + detail;
                    case READ -> "read";
                    case SHUT -> "shut because " + detail;
                    case IGNORED -> "ignored because " + detail;
                    case UNKNOWN -> "unknown";
                };
        return Printable.oneLine("line %d: %s: %s".formatted(line, element, what));
    }
}
