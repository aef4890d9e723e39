package org.icefloe.recording;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.icefloe.mount.MountName;

/**
 * A file's name with the time in it: the conversions of C99's {@code strftime} (ISO 9899:1999, 7.23.3.5) in the C
 * locale, those that glibc adds, and icecast-kh's <code>${mount}</code>, which is the mount's name with its slash.
 *
 * <pre>
 *     /srv/archive${mount}/%Y-%m-%d/%H%M%S.ogg     /srv/archive/jazz.ogg/2026-11-20/145127.ogg
 * </pre>
 *
 * @param text as it stands in the setting; a conversion that is none stays as it is written
 */
record FileNamePattern(String text) {
    private static final String MOUNT = "${mount}";

    /** What has a meaning of its own in some file system, or moves a terminal's cursor. */
    private static final String UNFIT = "[\\p{Cntrl}\\\\:*?\"<>|]";

    /** The name for a file that begins now. */
    String expand(MountName mount, ZonedDateTime now) {
        StringBuilder name = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith(MOUNT, at)) {
                name.append(mount.value().replaceAll(UNFIT, "_"));
                at += MOUNT.length();
            } else if (text.charAt(at) == '%') {
                at = convert(at, now, name);
            } else {
                name.append(text.charAt(at++));
            }
        }
        return name.toString();
    }

    /** @return where the text goes on behind the conversion */
    private int convert(int percent, ZonedDateTime now, StringBuilder name) {
        int letter = percent + 1;
        if (letter < text.length() - 1 && "EO".indexOf(text.charAt(letter)) >= 0) {
            // Asks for another calendar or other digits; the C locale has none.
            letter++;
        }
        String converted = letter < text.length() ? converted(text.charAt(letter), now) : "";
        name.append(converted.isEmpty() ? text.substring(percent, Math.min(letter + 1, text.length())) : converted);
        return letter + 1;
    }

    private static String converted(char letter, ZonedDateTime now) {
        return switch (letter) {
            case '%' -> "%";
            case 'a' -> format("EEE", now);
            case 'A' -> format("EEEE", now);
            case 'b', 'h' -> format("MMM", now);
            case 'B' -> format("MMMM", now);
            case 'c' -> format("EEE MMM ppd HH:mm:ss uuuu", now);
            case 'C' -> "%02d".formatted(now.getYear() / 100);
            case 'd' -> format("dd", now);
            case 'D', 'x' -> format("MM/dd/yy", now);
            case 'e' -> format("ppd", now);
            case 'F' -> format("uuuu-MM-dd", now);
            case 'g' -> "%02d".formatted(now.get(IsoFields.WEEK_BASED_YEAR) % 100);
            case 'G' -> Integer.toString(now.get(IsoFields.WEEK_BASED_YEAR));
            case 'H' -> format("HH", now);
            case 'I' -> format("hh", now);
            case 'j' -> format("DDD", now);
            case 'k' -> format("ppH", now);
            case 'l' -> format("pph", now);
            case 'm' -> format("MM", now);
            case 'M' -> format("mm", now);
            case 'n', 't' -> "_";
            case 'p' -> format("a", now);
            case 'P' -> format("a", now).toLowerCase(Locale.ROOT);
            case 'r' -> format("hh:mm:ss a", now);
            case 'R' -> format("HH:mm", now);
            case 's' -> Long.toString(now.toEpochSecond());
            case 'S' -> format("ss", now);
            case 'T', 'X' -> format("HH:mm:ss", now);
            case 'u' -> Integer.toString(now.get(ChronoField.DAY_OF_WEEK));
            case 'U' -> week(now, dayOfWeek(now));
            case 'V' -> "%02d".formatted(now.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'w' -> Integer.toString(dayOfWeek(now));
            case 'W' -> week(now, (dayOfWeek(now) + 6) % 7);
            case 'y' -> format("uu", now);
            case 'Y' -> format("uuuu", now);
            case 'z' -> format("xx", now);
            case 'Z' -> format("zzz", now);
            default -> "";
        };
    }

    private static String format(String pattern, ZonedDateTime now) {
        return DateTimeFormatter.ofPattern(pattern, Locale.US).format(now);
    }

    /** Sunday is 0. */
    private static int dayOfWeek(ZonedDateTime now) {
        return now.get(ChronoField.DAY_OF_WEEK) % 7;
    }

    /** @param dayOfWeek how many days after the first of its week */
    private static String week(ZonedDateTime now, int dayOfWeek) {
        return "%02d".formatted((now.getDayOfYear() - 1 + 7 - dayOfWeek) / 7);
    }
}
