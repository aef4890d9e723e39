package org.icefloe.format.ogg;

import java.util.ArrayDeque;
import java.util.List;

/**
 * The last packets before a link begins, which it repeats so that its decoder is in the right state when the first new
 * packet comes. What they sound like was heard already.
 *
 * <pre>
 *     Vorbis    one packet    each overlaps the next by half, and the first of a link gives no sound (Vorbis I §1.3.2)
 *     Opus      320 ms        left out by the pre-skip; RFC 7845 §4.6 wants 80 ms at least. After 80 ms the samples are
 *                             off by 0.08 of full scale at worst, after 160 by 0.006, after 320 by 0.00003
 *     FLAC      none          no frame needs another
 * </pre>
 */
final class Overlap {
    private static final int OPUS_SAMPLES = 15_360;

    /** No packet of sound is longer, in bytes: 48 frames of Opus, the largest Vorbis block. */
    private static final int LONGEST_PACKET = 1 << 16;

    private final CodecHeaders headers;
    private final int needed;
    private final PacketAssembler assembler = new PacketAssembler(LONGEST_PACKET, this::add);
    private final ArrayDeque<byte[]> packets = new ArrayDeque<>();
    private int samples;
    private int nextSequence;

    Overlap(CodecHeaders headers) {
        this.headers = headers;
        this.needed = switch (headers.codec()) {
            case VORBIS -> headers.vorbisHalfBlock();
            case OPUS -> OPUS_SAMPLES;
            default -> 0;
        };
    }

    /** Keeps what may be needed of a page; where pages are missing before it, nothing that came earlier is. */
    void read(OggPage page) {
        if (page.sequence() != nextSequence) {
            assembler.reset();
            packets.clear();
            samples = 0;
        }
        nextSequence = page.sequence() + 1;
        if (needed > 0) {
            page.forEachPiece(assembler);
        }
    }

    private void add(byte[] packet) {
        int length = samplesOf(packet);
        if (length == 0) {
            return;
        }
        packets.addLast(packet);
        samples += length;
        while (samples - samplesOf(packets.getFirst()) >= needed) {
            samples -= samplesOf(packets.removeFirst());
        }
    }

    private int samplesOf(byte[] packet) {
        if (headers.codec() == OggCodec.OPUS) {
            return OpusPacket.samples(packet);
        }
        boolean isSound = packet.length > 0 && (packet[0] & 1) == 0;
        return isSound ? needed : 0;
    }

    /** Whether a link may begin behind what was read. */
    boolean isEnough() {
        return samples >= needed;
    }

    /** In their order. */
    List<byte[]> packets() {
        return List.copyOf(packets);
    }

    /**
     * The granule at the end of the overlap. Vorbis: half a long block. To the reference decoder the repeated packet is
     * no sound and this only where the count begins; ffmpeg does not prime its decoder again in a chain, sounds the
     * packet, and would else complain that time stands still.
     */
    int samples() {
        return samples;
    }
}
