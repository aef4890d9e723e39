package org.icefloe.directory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrigramsTest {
    private static final String TEXT = "Радио 日本語 nordlicht, slow sounds";

    private static boolean mayHave(String text, String... words) {
        Trigrams.Row row = new Trigrams.Row(3);
        row.set(1, Trigrams.of(text));
        return row.mayHave(1, Trigrams.of(List.of(words)));
    }

    @Test
    void textMayHaveEachPartOfIt() {
        for (int from = 0; from < TEXT.length(); from++) {
            for (int to = from; to <= TEXT.length(); to++) {
                assertThat(mayHave(TEXT, TEXT.substring(from, to))).isTrue();
            }
        }
    }

    @Test
    void wordsOfAnotherTextAreNotThere() {
        assertThat(mayHave("slow sounds", "nordlicht")).isFalse();
        assertThat(mayHave("slow sounds", "slow", "nordlicht")).isFalse();
        assertThat(mayHave("", "abc")).isFalse();
        assertThat(mayHave("", "ab", "")).isTrue();
    }

    @Test
    void neighboursInARowAreKeptApart() {
        Trigrams.Row row = new Trigrams.Row(2);
        row.set(1, Trigrams.of("jazz"));

        assertThat(row.mayHave(0, Trigrams.of("jazz"))).isFalse();
        assertThat(row.mayHave(1, Trigrams.of("jazz"))).isTrue();
    }
}
