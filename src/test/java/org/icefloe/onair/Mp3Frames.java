package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/**
 * A stream of MPEG-1 layer III frames as a listener got it, one behind the other without a byte between.
 *
 * <pre>
 * 1111 1111 1111 101p · bbbb ffpx · …      length = 144 · bit rate / sampling rate + padding, in bytes (ISO 11172-3)
 * </pre>
 */
final class Mp3Frames {
    private static final int[] KBITS = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] HERTZ = {44_100, 48_000, 32_000};

    private final List<String> bitrates = new ArrayList<>();

    private Mp3Frames() {}

    /** @throws AssertionError that tells where there is no frame */
    static Mp3Frames of(byte[] stream) {
        Mp3Frames frames = new Mp3Frames();
        int at = 0;
        while (at < stream.length) {
            at += frames.read(stream, at);
        }
        assertThat(at).as("the end of the last frame").isEqualTo(stream.length);
        return frames;
    }

    private int read(byte[] stream, int at) {
        assertThat(stream[at] << 8 & 0xff00 | stream[at + 1] & 0xfe)
                .as("the sync word at %d", at)
                .isEqualTo(0xfffa);
        int kbits = KBITS[stream[at + 2] >> 4 & 0xf];
        int hertz = HERTZ[stream[at + 2] >> 2 & 3];
        note(kbits + " kbit/s");
        return 144_000 * kbits / hertz + (stream[at + 2] >> 1 & 1);
    }

    private void note(String bitrate) {
        if (bitrates.isEmpty() || !bitrates.get(bitrates.size() - 1).equals(bitrate)) {
            bitrates.add(bitrate);
        }
    }

    /** The bit rates, each once for as long as it lasts, such as {@code 48 kbit/s}. */
    List<String> bitrates() {
        return bitrates;
    }
}
