package org.icefloe.admin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number of a client in a parameter. */
final class ClientId {
    private static final Pattern LEADING = Pattern.compile("\\s*([+-]?[0-9]+).*", Pattern.DOTALL);

    /** More would not fit a long, whatever they are. */
    private static final int MAX_DIGITS = 18;

    private ClientId() {}

    /**
     * Reads what C's {@code atoi} reads: the number that a text begins with, and 0 where it begins with none. One that
     * is far too long for a number of ours is -1, as it is there.
     */
    static long parse(String text) {
        Matcher number = LEADING.matcher(text);
        if (!number.matches()) {
            return 0;
        }
        return number.group(1).length() <= MAX_DIGITS ? Long.parseLong(number.group(1)) : -1;
    }
}
