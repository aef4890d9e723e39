package org.icefloe.mount;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.icefloe.mount.Glob.Kind;
import org.icefloe.mount.Glob.Part;

/** Reads the wildcards of a {@link Glob}. */
final class GlobParser {
    private static final IntPredicate ANY = character -> true;
    private static final IntPredicate NO_SLASH = character -> character != '/';

    private final int[] text;

    /** Where the next part begins. */
    private int at;

    GlobParser(String text) {
        this.text = text.codePoints().toArray();
    }

    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        while (at < text.length) {
            parts.add(part());
        }
        return parts;
    }

    private Part part() {
        return switch (text[at]) {
            case '*' -> stars();
            case '?' -> one(Kind.ONE, NO_SLASH, at + 1);
            case '[' -> bracket();
            default -> literal();
        };
    }

    private Part one(Kind kind, IntPredicate accepts, int end) {
        at = end;
        return new Part(kind, accepts);
    }

    private Part literal() {
        int wanted = text[at];
        return one(Kind.LITERAL, character -> character == wanted, at + 1);
    }

    private Part stars() {
        int end = at;
        while (end < text.length && text[end] == '*') {
            end++;
        }
        return one(Kind.RUN, end == at + 1 ? NO_SLASH : ANY, end);
    }

    private Part bracket() {
        boolean negated = at + 1 < text.length && (text[at + 1] == '!' || text[at + 1] == '^');
        int first = negated ? at + 2 : at + 1;
        int end = closing(first);
        if (end == text.length) {
            return literal();
        }
        IntPredicate listed = listed(first, end);
        return one(Kind.ONE, NO_SLASH.and(negated ? listed.negate() : listed), end + 1);
    }

    /** Of the bracket whose first character is there; that one may be a closing bracket itself. */
    private int closing(int first) {
        int end = first + 1;
        while (end < text.length && text[end] != ']') {
            end++;
        }
        return Math.min(end, text.length);
    }

    private IntPredicate listed(int first, int end) {
        IntPredicate listed = character -> false;
        int i = first;
        while (i < end) {
            boolean range = i + 2 < end && text[i + 1] == '-';
            listed = listed.or(between(text[i], text[range ? i + 2 : i]));
            i += range ? 3 : 1;
        }
        return listed;
    }

    private static IntPredicate between(int first, int last) {
        return character -> character >= first && character <= last;
    }
}
