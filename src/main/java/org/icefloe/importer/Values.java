package org.icefloe.importer;

import java.util.Locale;
import java.util.Set;

/** How Icecast writes values, and how they are written here. */
final class Values {
    private static final Set<String> YES = Set.of("1", "true", "yes", "on");
    private static final Set<String> NO = Set.of("0", "false", "no", "off");

    private Values() {}

    /** {@code 0} and {@code 1}, or the words of Icecast 2.5, as {@code true} and {@code false}. */
    static String flag(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (YES.contains(word) || NO.contains(word)) {
            return Boolean.toString(YES.contains(word));
        }
        throw new NotTakenException(quoted(text) + " is neither 0 nor 1");
    }

    static String not(String text) {
        return Boolean.toString(!Boolean.parseBoolean(flag(text)));
    }

    /** A number, where a negative one says that there is none, or that the usual one holds. */
    static String limit(String text) {
        if (text.startsWith("-")) {
            throw new NotTakenException(quoted(text) + " says what holds without it");
        }
        return text;
    }

    /** The same, where 0 says it too. */
    static String positive(String text) {
        if (text.equals("0")) {
            throw new NotTakenException("0 says what holds without it");
        }
        return limit(text);
    }

    /** {@code public}. */
    static String listed(String text) {
        if (text.equals("client") || text.startsWith("-")) {
            throw new NotTakenException("the source says it, as without it");
        }
        return flag(text);
    }

    static String fallbackOverride(String text) {
        return Set.of("none", "all", "own").contains(text) ? text : flag(text).equals("true") ? "all" : "none";
    }

    /** A file below the web root. */
    static String webPath(String text) {
        return text.startsWith("/") ? text : "/" + text;
    }

    /** Kilobytes; 64 of them are the least that is worth a file. */
    static String kilobytes(String text) {
        return text.matches("[1-9]|[1-5][0-9]|6[0-3]") ? "64k" : text.equals("0") ? "0" : text + "k";
    }

    /** A host's part of a network with a star, as Icecast-kh's {@code 10.1.*}, as a block. */
    static String block(String text) {
        if (!text.contains("*")) {
            return text;
        }
        String network = text.substring(0, text.indexOf('*')).replaceFirst("\\.$", "");
        String[] parts = network.split("\\.");
        if (!text.matches("[0-9.]+\\*") || parts.length > 3) {
            throw new NotTakenException(quoted(text) + " can be written as no block of addresses");
        }
        return network + ".0".repeat(4 - parts.length) + "/" + 8 * parts.length;
    }

    static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
