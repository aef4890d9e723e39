package org.icefloe.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text from a stranger, made fit for a log line, a header or a page's source. */
public final class Printable {
    private static final int LONGEST_QUOTE = 80;

    private Printable() {}

    /**
     * Text in quotes for a log line: nothing in it begins a line of its own or ends the quote, and what is longer than
     * {@value #LONGEST_QUOTE} characters is cut.
     */
    public static String quote(String text) {
        String line = oneLine(text).replace('"', '\'');
        return '"' + (line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…") + '"';
    }

    /** Text with a blank in the place of every control character, line separator, and what turns all text around. */
    public static String oneLine(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (isNoneOfALine(text.charAt(at))) {
                return text.replaceAll("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202d\\u202e]", " ");
            }
        }
        return text;
    }

    private static boolean isNoneOfALine(int character) {
        return Character.isISOControl(character)
                || character == 0x2028
                || character == 0x2029
                || character == 0x202D
                || character == 0x202E;
    }

    /**
     * Text with U+FFFD for what can be in no document of XML 1.0 (2.2), not even as a reference; writers of XML let it
     * pass.
     */
    public static String xml(String text) {
        return text.codePoints().allMatch(Printable::isXmlCharacter)
                ? text
                : text.codePoints()
                        .map(point -> isXmlCharacter(point) ? point : 0xFFFD)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isXmlCharacter(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || point >= 0x20 && point < 0xD800
                || point >= 0xE000 && point <= 0xFFFD
                || point >= 0x10000;
    }

    /**
     * Decodes bytes that do not say what they are: UTF-8 if they are valid UTF-8, else ISO-8859-1, which anything is.
     */
    public static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * A line of a request's head as text: clients send UTF-8 without saying so, and old ones ISO-8859-1. A lone CR must
     * not begin a line anywhere.
     *
     * @param value one character a byte, or text that something before has decoded already
     */
    public static String headerValue(String value) {
        boolean bytes = value.chars().allMatch(character -> character <= 0xFF);
        String text = bytes ? decode(value.getBytes(StandardCharsets.ISO_8859_1)) : value;
        return oneLine(text).strip();
    }
}
