package org.icefloe.directory.catalog;

import java.util.Collection;

/**
 * Which runs of three characters a text has, roughly: each sets one of 256 bits. What lacks a bit of a word does not
 * have the word; what has them all may have it. Immutable.
 */
record Trigrams(long first, long second, long third, long fourth) {
    private static final int LENGTH = 3;
    private static final int LONGS = 4;

    /** Spreads neighbours over all bits. */
    private static final int SPREAD = 0x9E3779B1;

    static Trigrams of(String text) {
        long[] bits = new long[LONGS];
        for (int at = 0; at + LENGTH <= text.length(); at++) {
            int run = (text.charAt(at) * 31 + text.charAt(at + 1)) * 31 + text.charAt(at + 2);
            int bit = run * SPREAD >>> 24;
            bits[bit >>> 6] |= 1L << (bit & 63);
        }
        return new Trigrams(bits[0], bits[1], bits[2], bits[3]);
    }

    /** Those that any of the texts has. */
    static Trigrams of(Collection<String> texts) {
        return texts.stream().map(Trigrams::of).reduce(of(""), Trigrams::or);
    }

    /** The mark of a genre, a codec, a language or a country, in any case; none of an empty one. */
    static Trigrams ofMark(String name) {
        return name.isEmpty() ? of("") : of("\t" + Texts.fold(name) + "\t");
    }

    Trigrams or(Trigrams other) {
        return new Trigrams(first | other.first, second | other.second, third | other.third, fourth | other.fourth);
    }

    /** Those of many texts, one behind the other in memory: looking through them is a matter of a millisecond. */
    static final class Row {
        private final long[] bits;

        Row(int size) {
            bits = new long[size * LONGS];
        }

        void set(int at, Trigrams one) {
            bits[at * LONGS] = one.first;
            bits[at * LONGS + 1] = one.second;
            bits[at * LONGS + 2] = one.third;
            bits[at * LONGS + 3] = one.fourth;
        }

        boolean mayHave(int at, Trigrams all) {
            int from = at * LONGS;
            return (all.first & ~bits[from]) == 0
                    && (all.second & ~bits[from + 1]) == 0
                    && (all.third & ~bits[from + 2]) == 0
                    && (all.fourth & ~bits[from + 3]) == 0;
        }
    }
}
