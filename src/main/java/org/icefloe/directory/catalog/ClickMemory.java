package org.icefloe.directory.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import org.icefloe.bytes.Sha256;

/**
 * Who has clicked on what: a Bloom filter, so that a flood of addresses fills no memory, and no address is kept. What
 * was clicked is never forgotten; the more there is, the more often it is believed of what was not: of one in a hundred
 * after 1.7 million clicks. Not for several threads.
 */
final class ClickMemory {
    /** In bits; 2 MiB. */
    private static final int SIZE = 1 << 24;

    private static final int BITS_OF_A_CLICK = 7;
    private static final int KEY_BYTES = 16;

    private final long[] words = new long[SIZE / Long.SIZE];

    /** So that nobody can work out which clicks look the same. */
    private final byte[] key = new byte[KEY_BYTES];

    ClickMemory(RandomGenerator random) {
        random.nextBytes(key);
    }

    /** @return whether it was not there before */
    boolean add(String click) {
        ByteBuffer digest = ByteBuffer.wrap(Sha256.of(key, click.getBytes(StandardCharsets.UTF_8)));
        boolean isNew = false;
        for (int bit = 0; bit < BITS_OF_A_CLICK; bit++) {
            int place = digest.getInt() & SIZE - 1;
            long mask = 1L << place;
            isNew |= (words[place / Long.SIZE] & mask) == 0;
            words[place / Long.SIZE] |= mask;
        }
        return isNew;
    }
}
