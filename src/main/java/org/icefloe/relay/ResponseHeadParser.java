package org.icefloe.relay;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icefloe.bytes.Printable;

/**
 * Reads the head of a response as servers of streams write it, in any portions.
 *
 * <pre>
 *   HTTP/1.0 200 OK       or HTTP/1.1; the reason may be missing; or SHOUTcast's  ICY 200 OK
 *   Content-Type: audio/mpeg
 *   icy-name:Radio        blanks or none; a line that begins with a blank goes on with the last one
 *                         an empty line; lines end with CRLF or LF
 * </pre>
 *
 * <p>Interim responses (RFC 9110, 15.2) are left out. What is in no such form is refused as soon as that is certain.
 */
final class ResponseHeadParser {
    /** In bytes: four times what Icecast takes from whom it relays. */
    private static final int MAX_HEAD = 16 * 1024;

    private static final int MAX_LINES = 100;

    /** A first line that may not become one is not gathered beyond as many bytes. */
    private static final int MAX_GARBAGE = 64;

    private static final int INTERIM = 200;

    private static final Pattern STATUS_LINE =
            Pattern.compile("(?:HTTP/1\\.[01]|ICY) {1,9}([1-9][0-9]{2})(?: +(.*))?", Pattern.CASE_INSENSITIVE);

    private final Upstream from;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    private final Map<String, String> headers = new HashMap<>();
    private int status;
    private String reason = "";
    private String lastName = "";
    private int bytes;
    private int lines;
    private boolean complete;

    /** @param from who answers */
    ResponseHeadParser(Upstream from) {
        this.from = from;
    }

    /**
     * Takes the bytes between position and limit, as far as they belong to the head.
     *
     * @return the head, once it is complete
     * @throws NoAnswerException if it is none, or too large
     */
    Optional<ResponseHead> read(ByteBuffer input) {
        while (!complete && input.hasRemaining()) {
            readByte(input.get());
        }
        return complete ? Optional.of(new ResponseHead(status, reason, headers, from)) : Optional.empty();
    }

    /** Words on what has come of the first line, if it is none that an answer may begin with. */
    Optional<String> garbage() {
        return status == 0 && line.size() > 0 && !mayBeStatusLine(text()) ? Optional.of(noHttp()) : Optional.empty();
    }

    private void readByte(byte next) {
        if (++bytes > MAX_HEAD) {
            throw new NoAnswerException("answered with a head of more than " + MAX_HEAD / 1024 + " KiB");
        }
        if (next != '\n') {
            line.write(next);
            refuseGarbage();
            return;
        }
        if (++lines > MAX_LINES) {
            throw new NoAnswerException("answered with a head of more than " + MAX_LINES + " lines");
        }
        readLine();
        line.reset();
    }

    private void refuseGarbage() {
        if (status == 0 && line.size() == MAX_GARBAGE && !mayBeStatusLine(text())) {
            throw new NoAnswerException(noHttp());
        }
    }

    private static boolean mayBeStatusLine(String text) {
        return text.regionMatches(true, 0, "HTTP/1.", 0, Math.min(7, text.length()))
                || text.regionMatches(true, 0, "ICY ", 0, Math.min(4, text.length()));
    }

    private String noHttp() {
        return "answered something that is no HTTP: " + Printable.quote(text());
    }

    private void readLine() {
        if (status == 0) {
            readStatusLine();
        } else if (isEmptyLine()) {
            endHead();
        } else {
            readHeader();
        }
    }

    private boolean isEmptyLine() {
        return line.size() == 0 || line.size() == 1 && line.toByteArray()[0] == '\r';
    }

    private void readStatusLine() {
        Matcher matcher = STATUS_LINE.matcher(text());
        if (!matcher.matches()) {
            throw new NoAnswerException(noHttp());
        }
        status = Integer.parseInt(matcher.group(1));
        reason = matcher.group(2) == null ? "" : matcher.group(2);
    }

    private void endHead() {
        if (status >= INTERIM) {
            complete = true;
            return;
        }
        status = 0;
        headers.clear();
        lastName = "";
    }

    /** A line without a colon says nothing that anybody here could want. */
    private void readHeader() {
        byte first = line.toByteArray()[0];
        String text = text();
        if (first == ' ' || first == '\t') {
            headers.computeIfPresent(lastName, (name, value) -> (value + " " + text).strip());
            return;
        }
        int colon = text.indexOf(':');
        if (colon > 0) {
            lastName = text.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            headers.put(lastName, text.substring(colon + 1).strip());
        }
    }

    private String text() {
        return Printable.headerValue(line.toString(StandardCharsets.ISO_8859_1));
    }
}
