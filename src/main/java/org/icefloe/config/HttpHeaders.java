package org.icefloe.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Further headers of a response, in their order. Names and values are those of RFC 9110 section 5, in ASCII; what
 * frames a response is the server's own matter and cannot be among them, nor what it says of itself.
 *
 * @param values by name, of which no two differ in nothing but case
 */
public record HttpHeaders(Map<String, String> values) {
    /** No header. */
    public static final HttpHeaders NONE = new HttpHeaders(Map.of());

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,80}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]{0,1000}");

    /** {@code icy-metaint} is the interval between the metadata blocks of the body. */
    private static final List<String> SERVERS_OWN = List.of(
            "connection",
            "content-length",
            "content-type",
            "date",
            "icy-metaint",
            "server",
            "transfer-encoding",
            "upgrade");

    /** All of them together; a response has others beside them, and a player's room for its head is small. */
    private static final int MOST_CHARACTERS = 4096;

    /** @throws IllegalArgumentException naming the first that cannot be sent */
    public HttpHeaders {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        values.forEach((name, value) -> check(name, value, names.add(name)));
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        if (asLines(values).length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("headers of more than " + MOST_CHARACTERS + " characters");
        }
    }

    private static void check(String name, String value, boolean isNew) {
        boolean serversOwn = SERVERS_OWN.contains(name.toLowerCase(Locale.ROOT));
        if (!isNew
                || serversOwn
                || !NAME.matcher(name).matches()
                || !VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("no header to be added: " + name);
        }
    }

    /** One a line. */
    @Override
    public String toString() {
        return asLines(values);
    }

    private static String asLines(Map<String, String> values) {
        StringBuilder lines = new StringBuilder();
        values.forEach(
                (name, value) -> lines.append(name).append(": ").append(value).append('\n'));
        return lines.toString().strip();
    }
}
