package org.icefloe.testkit.clients;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Status line and headers of a response.
 *
 * @param statusLine as it came, without its line end
 * @param headers by lower-case name; of equal names all values, with commas between them (RFC 9110 section 5.3)
 */
public record ResponseHead(String statusLine, Map<String, String> headers) {
    private static final int LONGEST = 16_384;

    /**
     * Reads up to and with the empty line.
     *
     * @throws EOFException that quotes what came, if the connection ends before
     */
    static ResponseHead read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!ends(bytes)) {
            int next = in.read();
            if (next < 0 || bytes.size() == LONGEST) {
                throw new EOFException("no whole response head, only: " + bytes.toString(StandardCharsets.UTF_8));
            }
            bytes.write(next);
        }
        return parse(bytes.toString(StandardCharsets.UTF_8));
    }

    private static boolean ends(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n");
    }

    /** Reads a head that has come whole. */
    public static ResponseHead parse(String head) {
        String[] lines = head.split("\r\n");
        Map<String, String> headers = new LinkedHashMap<>();
        for (int line = 1; line < lines.length; line++) {
            String[] pair = lines[line].split(":", 2);
            String value = pair.length == 2 ? pair[1].strip() : "";
            headers.merge(pair[0].toLowerCase(Locale.ROOT), value, (first, next) -> first + ", " + next);
        }
        return new ResponseHead(lines[0], headers);
    }

    /** The three digits as a number, or 0 if there are none. */
    public int status() {
        return statusLine.matches("\\S+ \\d{3}( .*)?")
                ? Integer.parseInt(statusLine.split(" ")[1])
                : 0;
    }

    /** What follows the status, which libshout and Icecast's relays cannot do without. */
    public String reason() {
        String[] parts = statusLine.split(" ", 3);
        return parts.length == 3 ? parts[2] : "";
    }

    /** The value of a header, without the space around it. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
