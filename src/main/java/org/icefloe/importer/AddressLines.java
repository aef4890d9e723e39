package org.icefloe.importer;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.icefloe.config.MountSetting;

/** Those lines of a file that a setting can be made of, and the numbers of the others. */
final class AddressLines {
    /** Behind which no lines are taken. */
    static final int MOST = 10_000;

    /** In characters, of all lines together and what is written between them: more than that is no setting's value. */
    private static final int LONGEST = 8_000;

    /** As many of the others are named. */
    private static final int NAMED = 20;

    private final List<String> good = new ArrayList<>();
    private final List<Integer> bad = new ArrayList<>();
    private final String expected;

    /** Looks at every line but empty ones and comments. */
    AddressLines(List<String> lines, MountSetting<?> setting) {
        expected = setting.type().expected();
        int length = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (i < MOST && length + line.length() + 2 <= LONGEST && fits(line, setting)) {
                good.add(line);
                length += line.length() + 2;
            } else {
                bad.add(i + 1);
            }
        }
    }

    private static boolean fits(String line, MountSetting<?> setting) {
        try {
            setting.type().convert(line);
            return true;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    List<String> good() {
        return good;
    }

    /** The end of a sentence on the lines that were left out; empty if none was. */
    String complaint() {
        if (bad.isEmpty()) {
            return "";
        }
        String numbers = bad.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        return "; left out: line %s%s (expected: %s; at most %d characters in all)"
                .formatted(numbers, bad.size() > NAMED ? " and others" : "", expected, LONGEST);
    }
}
