package org.icefloe.directory.catalog;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.icefloe.bytes.Printable;

/** Texts of strangers, repaired and bounded; and how they are compared with what people type. */
final class Texts {
    private Texts() {}

    /**
     * One line, with a blank for every other space and for what cannot be seen. Undone is what servers are known to do
     * to texts: UTF-8 that was taken for ISO-8859-1 and encoded once more, and an ampersand that was escaped for HTML.
     *
     * @param longest in {@code char}s
     */
    static String repair(String text, int longest) {
        String line = Printable.headerValue(text);
        return cut(
                line.replace("&amp;", "&")
                        .replaceAll("[\\s\\p{Z}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}]+", " ")
                        .strip(),
                longest);
    }

    /** Halves no character. */
    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end).strip();
    }

    /** What has no accent to be left out, and is typed otherwise by those who do not have it on their keys. */
    private static final Map<String, String> TYPED =
            Map.of("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i");

    private static final Pattern TYPED_OTHERWISE = Pattern.compile("[" + String.join("", TYPED.keySet()) + "]");

    /**
     * As {@link #fold}, and letters that are typed as others too. For searches alone: what is known by folded texts
     * stays what it is.
     */
    static String typed(String text) {
        return TYPED_OTHERWISE.matcher(fold(text)).replaceAll(letter -> TYPED.get(letter.group()));
    }

    /** The same for texts that people take for the same: without regard to case, accents and width. */
    static String fold(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.chars().allMatch(character -> character < 0x80)
                ? lower
                : Normalizer.normalize(lower, Normalizer.Form.NFKD)
                        .replaceAll("\\p{Mn}+", "")
                        .toLowerCase(Locale.ROOT);
    }
}
