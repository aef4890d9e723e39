package org.icefloe.format.ogg;

/** How long an Opus packet plays, from its first byte (RFC 6716 §3.1). */
final class OpusPacket {
    /** No packet plays longer, in samples: 120 ms. */
    private static final int MAX_SAMPLES = 5760;

    private OpusPacket() {}

    /** In samples of 48 kHz; 0 if it is none. */
    static int samples(byte[] packet) {
        if (packet.length == 0) {
            return 0;
        }
        int samples = frames(packet) * frameSamples(packet[0] >> 3 & 31);
        return samples <= MAX_SAMPLES ? samples : 0;
    }

    private static int frames(byte[] packet) {
        return switch (packet[0] & 3) {
            case 0 -> 1;
            case 1, 2 -> 2;
            default -> packet.length > 1 ? packet[1] & 0x3f : 0;
        };
    }

    /** @param configuration 0 to 11 SILK, to 15 both, to 31 CELT */
    private static int frameSamples(int configuration) {
        if (configuration < 12) {
            int size = configuration & 3;
            return size == 3 ? 2880 : 480 << size;
        }
        return configuration < 16 ? 480 << (configuration & 1) : 120 << (configuration & 3);
    }
}
