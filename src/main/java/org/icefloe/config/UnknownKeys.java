package org.icefloe.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds keys that look like settings and are none, and the key that was probably meant. */
public final class UnknownKeys {
    private static final Logger log = LoggerFactory.getLogger(UnknownKeys.class);

    private UnknownKeys() {}

    /** Logs a line for each {@code icefloe.*} key that no setting has. */
    static void warn(String place, Collection<String> names, List<SettingKey> keys) {
        List<String> known = keys.stream().map(SettingKey::name).toList();
        names.stream()
                .filter(name -> name.startsWith("icefloe.") && !known.contains(name))
                .sorted()
                .forEach(name -> log.warn(
                        "{} has the key {}, which is no setting. Was {} meant?", place, name, nearest(name, known)));
    }

    /** The one of the known names, of which there is at least one, that is written most like it. */
    public static String nearest(String name, List<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(key -> distance(name, key)))
                .orElseThrow();
    }

    /** How many letters must be put in, taken out or replaced to turn one text into the other (Levenshtein, 1965). */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
