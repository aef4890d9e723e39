package org.icefloe.wire;

import java.util.Arrays;

/** Bytes that stand for sound. */
final class Sound {
    private Sound() {}

    /** As many bytes, which differ from their neighbours. */
    static byte[] of(int length) {
        byte[] sound = new byte[length];
        for (int i = 0; i < length; i++) {
            sound[i] = (byte) (i * 31 + (i >> 8));
        }
        return sound;
    }

    static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
