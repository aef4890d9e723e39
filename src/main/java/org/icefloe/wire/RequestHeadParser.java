package org.icefloe.wire;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.icefloe.bytes.Printable;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.net.TrustedProxies;

/**
 * Reads the head of a request as Icecast's clients write it, which is not always as RFC 9112 has it.
 *
 * <pre>
 *   SOURCE /live.mp3 ICE/1.0      method, target, protocol: HTTP/x.y, or ICE/x.y of old encoders
 *   Authorization: Basic ...      name, colon, value; a line that is none is left out
 *                                 an empty line ends the head
 * </pre>
 *
 * <p>A line ends with LF, however many CR stand before it: darkice sends LF alone, libshout CR LF, and some send both
 * in one head.
 */
final class RequestHeadParser {
    /** The longest head, in bytes, up to and with its empty line. */
    static final int MAX_BYTES = 16 * 1024;

    private static final Pattern PROTOCOL = Pattern.compile("(?:HTTP|ICE)/[0-9]\\.[0-9]");

    /** A token (RFC 9110, 5.6.2). */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+");

    private RequestHeadParser() {}

    /** Whether a first line is that of an HTTP request: three words, the last of which names the protocol. */
    static boolean isRequestLine(String line) {
        String[] words = line.strip().split(" +");
        return words.length == 3
                && PROTOCOL.matcher(words[2].toUpperCase(Locale.ROOT)).matches();
    }

    /**
     * Reads a whole head.
     *
     * @param lines without the empty one at the end, one character a byte
     * @throws RefusedException 400 if it is none, 431 if it has too many headers
     */
    static RequestHead parse(String[] lines) {
        String[] words = lines[0].strip().split(" +");
        if (words.length != 3) {
            throw new RefusedException(
                    Refusal.badRequest("A request line has a method, an address and a protocol such as HTTP/1.1"));
        }
        String protocol = words[2].toUpperCase(Locale.ROOT);
        if (!PROTOCOL.matcher(protocol).matches()) {
            throw new RefusedException(
                    Refusal.badRequest("The protocol " + Printable.quote(words[2]) + " is neither HTTP nor ICE"));
        }
        RequestTarget target = RequestTarget.parse(words[1]);
        String method = words[0].toUpperCase(Locale.ROOT);
        return new RequestHead(method, target.path(), target.query(), protocol, headers(lines));
    }

    /**
     * The headers of all lines behind the first.
     *
     * @throws RefusedException 431 if there are too many
     */
    static Map<String, String> headers(String[] lines) {
        if (lines.length - 1 > Refusal.MAX_HEADERS) {
            throw new RefusedException(Refusal.HEAD_TOO_LARGE);
        }
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            if (lines[i].indexOf('\0') >= 0) {
                throw new RefusedException(Refusal.badRequest("A header holds a NUL byte"));
            }
            int colon = lines[i].indexOf(':');
            String name = colon < 0 ? "" : lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT);
            if (NAME.matcher(name).matches()) {
                add(headers, name, Printable.headerValue(lines[i].substring(colon + 1)));
            }
        }
        return headers;
    }

    /** Of several lines with one name the last counts, but where each proxy on the way may have added one. */
    private static void add(Map<String, String> headers, String name, String value) {
        headers.merge(name, value, (before, last) -> TrustedProxies.isList(name) ? before + "," + last : last);
    }
}
