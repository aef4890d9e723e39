package org.icefloe.admin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number of a client in a parameter. */
final class ClientId {
    private static final Pattern LEADING = Pattern.compile("\\s*([+-]?[0-9]{1,18}).*", Pattern.DOTALL);

    private ClientId() {}

    /** Reads what C's {@code atoi} reads: the number that a text begins with, and 0 where it begins with none. */
    static long parse(String text) {
        Matcher number = LEADING.matcher(text);
        return number.matches() ? Long.parseLong(number.group(1)) : 0;
    }
}
