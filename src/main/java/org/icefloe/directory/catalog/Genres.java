package org.icefloe.directory.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Genres, which servers send in one text. */
final class Genres {
    private static final int MOST = 10;
    private static final int LONGEST = 40;

    private Genres() {}

    /** Cut at separators, or at blanks if there are none; without what markup is made of. */
    static List<String> parse(String text) {
        String separators = text.matches(".*[,;/|].*") ? "[,;/|]" : " ";
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split(separators))
                .map(genre -> Texts.repair(genre.replaceAll("[<>\\p{Cc}]", ""), LONGEST))
                .filter(genre -> genre.chars().anyMatch(Character::isLetterOrDigit))
                .distinct()
                .limit(MOST)
                .toList();
    }
}
