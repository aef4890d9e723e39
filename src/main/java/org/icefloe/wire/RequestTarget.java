package org.icefloe.wire;

import java.io.ByteArrayOutputStream;
import java.util.regex.Pattern;
import org.icefloe.bytes.Printable;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;

/**
 * The target of a request line (RFC 9112, 3.2), read as strictly as Icecast reads it: what could name one file in two
 * ways is refused.
 *
 * @param path decoded
 * @param query as it stands in a URI, without the question mark; empty if there is none
 */
record RequestTarget(String path, String query) {
    private static final Pattern FORBIDDEN = Pattern.compile("[^A-Za-z0-9._~:/?@!$&'()*+,;=%-]");

    /**
     * @param target as sent, one character a byte
     * @throws RefusedException if it does not begin with a slash, or holds a bad escape, an empty or a dotted part, or
     *     a NUL
     */
    static RequestTarget parse(String target) {
        if (target.equals("*")) {
            return new RequestTarget("*", "");
        }
        String origin = withoutAuthority(target);
        int mark = origin.indexOf('?');
        String path = decode(mark < 0 ? origin : origin.substring(0, mark));
        String query = mark < 0 ? "" : origin.substring(mark + 1);
        decode(query);
        if (!path.startsWith("/")) {
            throw new RefusedException(
                    Refusal.badRequest("The path " + Printable.quote(path) + " does not begin with a slash"));
        }
        if (path.contains("//") || path.contains("/.")) {
            throw new RefusedException(
                    Refusal.badRequest("The path " + Printable.quote(path) + " has an empty or a dotted part"));
        }
        return new RequestTarget(path, escapeForUri(query));
    }

    /**
     * Clients send quotes, bars and bytes of no charset in a query; in a URI (RFC 3986) these are written as escapes.
     */
    private static String escapeForUri(String query) {
        return FORBIDDEN
                .matcher(query)
                .replaceAll(found -> String.format("%%%02X", (int) found.group().charAt(0)));
    }

    /** A proxy's client sends the whole address (RFC 9112, 3.2.2). */
    private static String withoutAuthority(String target) {
        if (!target.regionMatches(true, 0, "http://", 0, 7)) {
            return target;
        }
        int slash = target.indexOf('/', 7);
        return slash < 0 ? "/" : target.substring(slash);
    }

    private static String decode(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '%') {
                c = escape(escaped, i);
                i += 2;
            }
            if (c == 0) {
                throw new RefusedException(Refusal.badRequest("The request names a NUL byte"));
            }
            bytes.write(c);
        }
        return Printable.decode(bytes.toByteArray());
    }

    private static char escape(String escaped, int at) {
        boolean complete = at + 2 < escaped.length();
        int high = complete ? Character.digit(escaped.charAt(at + 1), 16) : -1;
        int low = complete ? Character.digit(escaped.charAt(at + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw new RefusedException(
                    Refusal.badRequest("A % in the address is not followed by two hexadecimal digits"));
        }
        return (char) (high << 4 | low);
    }
}
