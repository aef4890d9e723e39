package org.icefloe.mount;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * A text with wildcards, as {@code fnmatch(3)} with {@code FNM_PATHNAME} has them (POSIX.1-2017 XCU 2.13), and one
 * more.
 *
 * <pre>
 *   *        any run of characters but slashes, also none
 *   **       any run of characters, also none
 *   ?        one character but a slash
 *   [a-z_]   one of these; [!a-z_] or [^a-z_] one of all others; never a slash
 *   [*]      a star that is none of the above
 * </pre>
 *
 * <p>A bracket that is never closed stands for itself. To match takes at most as many steps as the lengths of both
 * texts multiplied.
 */
final class Glob {
    /** What a {@link Part} stands for. */
    enum Kind {
        LITERAL,
        ONE,
        RUN
    }

    /** What one character, or each of a run, must be. */
    record Part(Kind kind, IntPredicate accepts) {}

    private final List<Part> parts;

    private Glob(List<Part> parts) {
        this.parts = parts;
    }

    static Glob parse(String text) {
        return new Glob(new GlobParser(text).parts());
    }

    /** How many characters at the beginning stand for themselves. */
    int literalPrefix() {
        return (int)
                parts.stream().takeWhile(part -> part.kind() == Kind.LITERAL).count();
    }

    /** How many characters the shortest text has that matches. */
    int leastLength() {
        return (int) parts.stream().filter(part -> part.kind() != Kind.RUN).count();
    }

    /** Whether every character stands for itself. */
    boolean isLiteral() {
        return literalPrefix() == parts.size();
    }

    /**
     * Whether a text has this form. Part by part, it is noted how much of the text all parts so far can stand for; so
     * nothing is tried twice.
     */
    boolean matches(String text) {
        int[] characters = text.codePoints().toArray();
        boolean[] reached = new boolean[characters.length + 1];
        reached[0] = true;
        for (Part part : parts) {
            reached = part.kind() == Kind.RUN
                    ? overRun(part.accepts(), characters, reached)
                    : overOne(part.accepts(), characters, reached);
        }
        return reached[characters.length];
    }

    private static boolean[] overOne(IntPredicate accepts, int[] characters, boolean[] before) {
        boolean[] after = new boolean[before.length];
        for (int i = 0; i < characters.length; i++) {
            after[i + 1] = before[i] && accepts.test(characters[i]);
        }
        return after;
    }

    private static boolean[] overRun(IntPredicate accepts, int[] characters, boolean[] before) {
        boolean[] after = before.clone();
        for (int i = 0; i < characters.length; i++) {
            after[i + 1] |= after[i] && accepts.test(characters[i]);
        }
        return after;
    }
}
