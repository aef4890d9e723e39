package org.icefloe.net;

import java.nio.charset.StandardCharsets;

/** Text in the characters of a URI (RFC 3986, 2): UTF-8, with an escape for every byte that may not stand there. */
public final class Percent {
    private static final String UNRESERVED = "-._~";
    private static final String IN_PATH = UNRESERVED + "!$&'()*+,;=:@/";

    private Percent() {}

    /** A decoded path; its slashes stay. */
    public static String path(String path) {
        return encode(path, IN_PATH);
    }

    /** A text that is to be one part of a URI, such as a user's name: whatever could end the part is escaped. */
    public static String part(String text) {
        return encode(text, UNRESERVED);
    }

    /** A path or a query as others write it, perhaps without the escapes it needs; those that it has stay. */
    public static String target(String target) {
        return encode(target, IN_PATH + "?%");
    }

    private static String encode(String text, String allowed) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xFF);
            if (isAsciiLetterOrDigit(character) || allowed.indexOf(character) >= 0) {
                encoded.append(character);
            } else {
                encoded.append(String.format("%%%02X", (int) character));
            }
        }
        return encoded.toString();
    }

    private static boolean isAsciiLetterOrDigit(char character) {
        return character < 0x80 && Character.isLetterOrDigit(character);
    }
}
