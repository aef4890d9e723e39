package org.icefloe.stats.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icefloe.bytes.Printable;

/**
 * What kind of player a {@code User-Agent} (RFC 9110 section 10.1.5) speaks of, without its version, which there are
 * too many of.
 *
 * <pre>
 *   VLC/3.0.18 LibVLC/3.0.18                                        VLC
 *   Mozilla/5.0 (X11; Linux x86_64; rv:128.0) ... Firefox/128.0     Firefox
 *   Winamp 5.8                                                      Winamp
 *   (none)                                                          unknown
 * </pre>
 */
final class AgentFamily {
    /** The longest name, in characters. */
    static final int LONGEST = 40;

    /** How much of what a client says is looked at. */
    private static final int LOOKED_AT = 512;

    private static final String UNKNOWN = "unknown";

    /** What browsers call themselves, those first that name others as well. */
    private static final Map<String, String> BROWSERS = new LinkedHashMap<>();

    static {
        BROWSERS.put("Edg", "Edge");
        BROWSERS.put("OPR/", "Opera");
        BROWSERS.put("SamsungBrowser/", "Samsung Internet");
        BROWSERS.put("Firefox/", "Firefox");
        BROWSERS.put("FxiOS/", "Firefox");
        BROWSERS.put("CriOS/", "Chrome");
        BROWSERS.put("Chrome/", "Chrome");
        BROWSERS.put("Safari/", "Safari");
    }

    /** A name, up to its version or to a remark. */
    private static final Pattern PRODUCT = Pattern.compile("([^/(;,]*?)(?:[\\s_-]?v?\\d+(?:\\.\\d+)+.*|[/(;,].*)?");

    private AgentFamily() {}

    static String of(Optional<String> userAgent) {
        String line = Printable.oneLine(cut(userAgent.orElse(""), LOOKED_AT)).strip();
        String name = line.startsWith("Mozilla/") ? browser(line) : product(line);
        // Half a character can be kept by no database.
        String bounded = cut(name, LONGEST).replaceAll("\\p{Cs}", "").strip();
        return bounded.isEmpty() ? UNKNOWN : bounded;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private static String browser(String line) {
        return BROWSERS.entrySet().stream()
                .filter(browser -> line.contains(browser.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("Mozilla");
    }

    private static String product(String line) {
        Matcher product = PRODUCT.matcher(line);
        return product.matches() ? product.group(1).strip() : line;
    }
}
