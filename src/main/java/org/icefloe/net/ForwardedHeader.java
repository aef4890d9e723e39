package org.icefloe.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the {@code Forwarded} header (RFC 7239, 4), to which each proxy adds an element.
 *
 * <pre>
 *   Forwarded: for=192.0.2.43;host=radio.example;proto=https, for="[2001:db8:cafe::17]:4711"
 *              ── by the proxy next to the client ──────────  ── by the proxy next to us ───
 * </pre>
 */
final class ForwardedHeader {
    /** A pair and what ends it. A backslash, which no address needs, makes the header unreadable. */
    private static final Pattern PAIR = Pattern.compile(
            "[ \\t]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)=(?:\"([^\"\\\\]*)\"|([^\",;\\s\\\\]*))[ \\t]*([;,]|$)");

    private ForwardedHeader() {}

    /** What each proxy says, the nearest first; empty if the header cannot be read to its end. */
    static List<Hop> read(String header) {
        List<Hop> hops = new ArrayList<>();
        Map<String, String> pairs = new HashMap<>();
        Matcher pair = PAIR.matcher(header);
        int at = 0;
        while (at < header.length()) {
            if (!pair.region(at, header.length()).lookingAt()) {
                return List.of();
            }
            pairs.put(pair.group(1).toLowerCase(Locale.ROOT), pair.group(2) == null ? pair.group(3) : pair.group(2));
            at = pair.end();
            if (!pair.group(4).equals(";")) {
                hops.add(0, hop(pairs));
                pairs.clear();
            }
        }
        return hops;
    }

    private static Hop hop(Map<String, String> pairs) {
        return new Hop(
                Optional.ofNullable(pairs.get("for")).flatMap(Hop::node),
                Optional.ofNullable(pairs.get("host")),
                Optional.ofNullable(pairs.get("proto")),
                Optional.empty());
    }
}
