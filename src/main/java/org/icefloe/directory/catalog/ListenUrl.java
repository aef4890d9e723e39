package org.icefloe.directory.catalog;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icefloe.net.HostAddress;
import org.icefloe.net.Origin;
import org.icefloe.net.PublicAddress;

/**
 * The address of a stream, or of a station's page, in one spelling: an address that is written otherwise but leads to
 * the same place is the same text here. It has no user, no fragment, and only characters of a URI (RFC 3986).
 *
 * @param origin the server
 * @param target path and query
 */
record ListenUrl(Origin origin, String target) {
    static final int LONGEST = 1_000;

    private static final Pattern URL = Pattern.compile("(?i)(https?)://([^/?#\\p{Cs}]*)([^#\\p{Cs}]*)(?:#.*)?");

    /** What may stand in a path and a query as it is. */
    private static final String PLAIN = "-._~!$&'()*+,;=:@/?";

    /** Empty if it is none, if a user or half a character stands in it, or if it is too long. */
    static Optional<ListenUrl> parse(String text) {
        Matcher matcher = URL.matcher(text.strip());
        if (text.length() > LONGEST || !matcher.matches()) {
            return Optional.empty();
        }
        String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        return authority(matcher.group(2))
                .flatMap(authority -> Origin.parse(scheme, authority))
                .flatMap(
                        origin -> HostAddress.plain(origin.host()).map(host -> new Origin(scheme, host, origin.port())))
                .map(origin -> new ListenUrl(origin, target(matcher.group(3))))
                .filter(url -> url.toString().length() <= LONGEST);
    }

    /** Names in ASCII, as name servers know them. */
    private static Optional<String> authority(String text) {
        try {
            boolean ascii = text.chars().allMatch(character -> character < 0x80);
            String name = (ascii ? text : IDN.toASCII(text)).toLowerCase(Locale.ROOT);
            return Optional.of(name.replaceFirst("\\.+(?=$|:)", ""));
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }

    private static String target(String text) {
        byte[] bytes = (text.startsWith("/") ? text : "/" + text).getBytes(StandardCharsets.UTF_8);
        StringBuilder target = new StringBuilder(bytes.length);
        for (int at = 0; at < bytes.length; at++) {
            char character = (char) (bytes[at] & 0xFF);
            if (isPlain(character) || character == '%' && isEscape(bytes, at)) {
                target.append(character);
            } else {
                target.append(String.format("%%%02X", (int) character));
            }
        }
        return target.toString();
    }

    private static boolean isPlain(char character) {
        return character < 0x80 && (Character.isLetterOrDigit(character) || PLAIN.indexOf(character) >= 0);
    }

    private static boolean isEscape(byte[] bytes, int percent) {
        return percent + 2 < bytes.length
                && Character.digit(bytes[percent + 1], 16) >= 0
                && Character.digit(bytes[percent + 2], 16) >= 0;
    }

    /** Whether it may lead out of every network of somebody's own. */
    boolean mayBePublic() {
        return PublicAddress.mayBePublic(origin.bareHost());
    }

    @Override
    public String toString() {
        return origin + target;
    }
}
