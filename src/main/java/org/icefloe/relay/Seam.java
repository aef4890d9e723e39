package org.icefloe.relay;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Looks in what another connection sends for the end of what was heard before, and holds it meanwhile. A server's burst
 * reaches back, so that it is there to be found:
 *
 * <pre>
 *   heard before   ........................... tail |
 *   sent now                [headers] ......... tail | ....   goes on behind the seam
 *                                             |certain|
 * </pre>
 *
 * <p>Certain is the first place where all of the tail is found. Where the burst begins inside the tail, or Ogg headers
 * stand before it, no more than its end can be found: that place is taken when nothing better comes. Digital silence is
 * found in many places, and the first of them is as good as any: no more than silence is heard twice.
 *
 * <p>Takes the same time for every byte, whatever the bytes are (Knuth, Morris and Pratt), and finds the same place in
 * any portions.
 */
final class Seam {
    /** What is kept of what was heard, in bytes. */
    static final int TAIL = 4 * 1024;

    /** The shortest piece that is no accident, in bytes. */
    static final int LEAST = 1024;

    /** As much is held, in bytes: twice what most servers send as a burst. */
    static final int MOST_HELD = 256 * 1024;

    private final byte[] tail;

    /** Where in the tail its end begins, which is looked for. */
    private final int needle;

    /** For each length of the needle's beginning, the longest shorter one that it ends with. */
    private final int[] fallback = new int[LEAST + 1];

    private int matched;
    private byte[] held = new byte[16 * 1024];
    private int length;
    private OptionalInt likely = OptionalInt.empty();
    private boolean certain;

    /** @param tail the last bytes that were heard, {@value #LEAST} at least */
    Seam(byte[] tail) {
        this.tail = tail.clone();
        this.needle = tail.length - LEAST;
        fallback[0] = -1;
        for (int at = 1, prefix = 0; at < LEAST; at++) {
            prefix = longestBefore(tail[needle + at], prefix);
            fallback[at + 1] = prefix;
        }
    }

    /** The longest beginning of the needle that one of this length becomes with another byte. */
    private int longestBefore(byte next, int prefix) {
        int longest = prefix;
        while (longest >= 0 && (longest == LEAST || tail[needle + longest] != next)) {
            longest = fallback[longest];
        }
        return longest + 1;
    }

    /** Takes bytes up to the seam, if that is certain; else all, or as many as there is room for. */
    void hold(ByteBuffer input) {
        while (input.hasRemaining() && !certain && !isFull()) {
            byte next = input.get();
            put(next);
            matched = longestBefore(next, matched);
            if (matched == LEAST) {
                noteMatch();
            }
        }
    }

    private void put(byte next) {
        if (length == held.length) {
            held = Arrays.copyOf(held, Math.min(2 * length, MOST_HELD));
        }
        held[length++] = next;
    }

    private void noteMatch() {
        likely = likely.isPresent() ? likely : OptionalInt.of(length);
        if (length >= tail.length && Arrays.equals(held, length - tail.length, length, tail, 0, tail.length)) {
            likely = OptionalInt.of(length);
            certain = true;
        }
    }

    boolean isCertain() {
        return certain;
    }

    boolean isFull() {
        return length == MOST_HELD;
    }

    /** Behind how many of the bytes held that is new begins, by all that is known. */
    OptionalInt place() {
        return likely;
    }

    /** How many bytes are held. */
    int length() {
        return length;
    }

    ByteBuffer held(int from, int to) {
        return ByteBuffer.wrap(held, from, to - from).slice();
    }
}
