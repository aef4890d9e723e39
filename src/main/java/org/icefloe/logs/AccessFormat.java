package org.icefloe.logs;

import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.icefloe.net.AddressPrivacy;

/**
 * A line of the access log, as Icecast 2.4.4 writes it: the combined format of web servers, and how long the connection
 * was there.
 *
 * <pre>
 *   127.0.0.1 - - [20/Nov/2026:14:51:27 +0000] "GET /m1.mp3 HTTP/1.1" 200 68961 "http://r" "UA/1" 23
 *   address     user  when it ended                request        status  bytes  referer   agent  seconds
 * </pre>
 *
 * <p>In the place of each byte that is no printable ASCII, or could end a field, stands a dot; so no client can make a
 * line of its own (CVE-2011-4612) or shift the fields. Icecast cuts a line after 1,023 bytes, wherever that is; here
 * each field is cut, and the line stays whole. What a referer says of tokens and passwords is stars, for a page with
 * such an address sends it along with all that it asks for.
 */
final class AccessFormat {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.US);

    /** Longest target, in bytes. */
    private static final int TARGET = 1000;

    /** Longest of the other fields, in bytes. */
    private static final int FIELD = 500;

    private static final Pattern SECRET = Pattern.compile("(?i)\\b(token|pass|password)=[^&;#\\s]*");

    private final AddressPrivacy addresses;

    AccessFormat(AddressPrivacy addresses) {
        this.addresses = addresses;
    }

    /** Date and time in the form of web servers, such as {@code 20/Nov/2026:14:51:27 +0000}. */
    static String time(ZonedDateTime time) {
        return TIME.format(time);
    }

    byte[] line(AccessRecord ended, ZonedDateTime at) {
        AccessRecord.Request request = ended.request();
        StringBuilder line = new StringBuilder(160);
        line.append(word(address(ended), FIELD));
        line.append(" - ").append(ended.name().map(user -> word(user, FIELD)).orElse("-"));
        line.append(" [").append(time(at)).append("] \"");
        line.append(request(request)).append("\" ");
        line.append(ended.status()).append(' ').append(ended.bytes());
        line.append(" \"").append(text(masked(request.referer()))).append("\" \"");
        line.append(text(request.agent())).append("\" ");
        line.append(ended.connected().toSeconds()).append('\n');
        return line.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Those who feed or run the server are no listeners. */
    private String address(AccessRecord ended) {
        boolean works = ended.request().isSource() || ended.request().isForServer();
        return works ? ended.address() : addresses.shown(ended.address());
    }

    private static String request(AccessRecord.Request request) {
        return request.method().isEmpty()
                ? "-"
                : word(request.method(), FIELD) + " " + word(request.path(), TARGET) + " "
                        + word(request.protocol(), FIELD);
    }

    /** Without blanks; never empty, or fields would be shifted. */
    private static String word(String bytes, int most) {
        return Optional.of(safe(bytes, most).replace(' ', '.'))
                .filter(word -> !word.isEmpty())
                .orElse("-");
    }

    private static String masked(String referer) {
        return SECRET.matcher(referer).replaceAll("$1=***");
    }

    private static String text(String bytes) {
        return bytes.isEmpty() ? "-" : safe(bytes, FIELD);
    }

    private static String safe(String bytes, int most) {
        StringBuilder safe = new StringBuilder(Math.min(bytes.length(), most));
        for (int at = 0; at < bytes.length() && at < most; at++) {
            char next = bytes.charAt(at);
            boolean plain = next >= ' ' && next <= '~' && next != '"' && next != '\\';
            safe.append(plain ? next : '.');
        }
        return safe.toString();
    }
}
