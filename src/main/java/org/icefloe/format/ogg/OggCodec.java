package org.icefloe.format.ogg;

import static org.icefloe.format.ogg.HeaderFields.littleEndian32;
import static org.icefloe.format.ogg.HeaderFields.positive32;
import static org.icefloe.format.ogg.HeaderFields.unsigned8;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The codecs that Ogg carries, told apart by how the first packet of a logical stream begins. The second header packet
 * holds the Vorbis comments in all those that have comments.
 *
 * <pre>
 *               first packet      header packets                      comments begin at
 *     Vorbis    01 "vorbis"       3                                   7    Vorbis I §4.2.1
 *     Opus      "OpusHead"        2                                   8    RFC 7845 §5
 *     FLAC      7f "FLAC"         up to the block marked as the last  4    https://xiph.org/flac/ogg_mapping.html
 *     Speex     "Speex   "        2 + the number at 68                0    Speex manual, "Ogg file format"
 *     Theora    80 "theora"       3                                   7    Theora I §6.1
 *     Skeleton  "fishead" 00      all                                 -    https://wiki.xiph.org/Ogg_Skeleton_4
 *     Kate      80 "kate" 000000  the number at 11                    -    https://wiki.xiph.org/OggKate
 * </pre>
 */
enum OggCodec {
    VORBIS("Vorbis", "\u0001vorbis", 7, 30),
    OPUS("Opus", "OpusHead", 8, 19),
    FLAC("FLAC", "\u007fFLAC", 4, 51),
    SPEEX("Speex", "Speex   ", 0, OggCodec.NOT_RETITLED),
    THEORA("Theora", "\u0080theora", 7, OggCodec.NOT_RETITLED),
    SKELETON("Skeleton", "fishead\0", OggCodec.NO_COMMENTS, OggCodec.NOT_RETITLED),
    KATE("Kate", "\u0080kate\0\0\0", OggCodec.NO_COMMENTS, OggCodec.NOT_RETITLED),
    /** Any other: how many headers it has is not known, so all after the first packet counts as data. */
    UNKNOWN("Unknown", "", OggCodec.NO_COMMENTS, OggCodec.NOT_RETITLED);

    private static final int NO_COMMENTS = -1;
    private static final int NOT_RETITLED = 0;
    private static final int ALL = Integer.MAX_VALUE;

    /** Opus always plays at this rate, in Hz; the one in its header is only that of the recording (RFC 7845 §5.1). */
    private static final int OPUS_RATE = 48_000;

    /** Bit of a FLAC metadata block's first byte: no further block follows. */
    private static final int FLAC_LAST_BLOCK = 0x80;

    /** Where the first packet of FLAC holds the STREAMINFO block, header included. */
    private static final int FLAC_STREAMINFO = 13;

    /** Where the first packet of Theora holds pictures per seconds, and a shift that begins in the 7th bit there. */
    private static final int THEORA_RATE = 22;

    private static final int THEORA_SHIFT = 40;

    /** Bits of a Theora packet's first byte: a header, and a frame that needs those before it. */
    private static final int THEORA_HEADER_OR_INTER = 0x80 | 0x40;

    private final String displayName;
    private final byte[] signature;
    private final int commentsAt;

    /** How long the first packet is at least, in bytes, where titles can be changed. */
    private final int shortestHead;

    OggCodec(String displayName, String signature, int commentsAt, int shortestHead) {
        this.displayName = displayName;
        this.signature = signature.getBytes(StandardCharsets.ISO_8859_1);
        this.commentsAt = commentsAt;
        this.shortestHead = shortestHead;
    }

    /** The codec whose first packet this is. */
    static OggCodec of(ByteBuffer firstPacket) {
        for (OggCodec codec : values()) {
            if (codec.begins(firstPacket)) {
                return codec;
            }
        }
        return UNKNOWN;
    }

    private boolean begins(ByteBuffer packet) {
        ByteBuffer wanted = ByteBuffer.wrap(signature);
        return packet.limit() >= signature.length
                && packet.slice(0, signature.length).equals(wanted);
    }

    /** The name that Icecast shows as {@code subtype}. */
    String displayName() {
        return displayName;
    }

    boolean hasComments() {
        return commentsAt != NO_COMMENTS;
    }

    /** Where in the second header packet the comments begin, in bytes. */
    int commentsAt() {
        return commentsAt;
    }

    /** How many packets of the stream are headers, as far as the first one tells. */
    int headerPackets(ByteBuffer firstPacket) {
        return switch (this) {
            case VORBIS, THEORA -> 3;
            case OPUS -> 2;
            case SPEEX -> 2 + Math.min(positive32(firstPacket, 68), 255);
            case KATE -> Math.max(1, unsigned8(firstPacket, 11));
            case FLAC -> (unsigned8(firstPacket, FLAC_STREAMINFO) & FLAC_LAST_BLOCK) == 0 ? ALL : 1;
            case SKELETON -> ALL;
            case UNKNOWN -> 1;
        };
    }

    /** Whether a header packet after the first says of itself that no header follows. */
    boolean isLastHeader(int firstByte) {
        return this == FLAC && (firstByte & FLAC_LAST_BLOCK) != 0;
    }

    /** What the first packet says of the sound. */
    AudioFormat audioFormat(ByteBuffer firstPacket) {
        return switch (this) {
            case VORBIS ->
                new AudioFormat(positive32(firstPacket, 12), unsigned8(firstPacket, 11), positive32(firstPacket, 20));
            case OPUS -> new AudioFormat(OPUS_RATE, unsigned8(firstPacket, 9), 0);
            case SPEEX ->
                new AudioFormat(positive32(firstPacket, 36), positive32(firstPacket, 48), positive32(firstPacket, 52));
            case FLAC -> flacFormat(Integer.reverseBytes(littleEndian32(firstPacket, FLAC_STREAMINFO + 14)));
            default -> AudioFormat.NONE;
        };
    }

    /** @param packed 20 bits sample rate, 3 bits channels less 1, the rest of no concern here */
    private static AudioFormat flacFormat(int packed) {
        return new AudioFormat(packed >>> 12, 1 + (packed >>> 9 & 7), 0);
    }

    /** Turns the granules of its pages into time. */
    GranuleClock clock(ByteBuffer firstPacket) {
        return switch (this) {
            case VORBIS, OPUS, FLAC, SPEEX ->
                GranuleClock.ofRate(audioFormat(firstPacket).sampleRate());
            case THEORA -> theoraClock(firstPacket);
            default -> GranuleClock.NONE;
        };
    }

    private static GranuleClock theoraClock(ByteBuffer packet) {
        if (packet.limit() < THEORA_SHIFT + 2) {
            return GranuleClock.NONE;
        }
        int shift = packet.getShort(THEORA_SHIFT) >> 5 & 31;
        long pictures = packet.getInt(THEORA_RATE) & 0xffffffffL;
        long seconds = packet.getInt(THEORA_RATE + 4) & 0xffffffffL;
        return new GranuleClock(pictures, seconds, shift);
    }

    /** Whether a title from outside can be put into a stream of this codec. */
    boolean isRetitled() {
        return shortestHead > 0;
    }

    /** The same, given the length of the first packet, in bytes: a damaged one cannot be repeated. */
    boolean isRetitled(int firstPacketLength) {
        return isRetitled() && firstPacketLength >= shortestHead;
    }

    /** Whether pictures of this codec need a keyframe to begin with. */
    boolean isVideo() {
        return this == THEORA;
    }

    /** Whether a decoder that has had the headers can begin with this data page. */
    boolean canBeginAt(OggPage page) {
        if (isVideo()) {
            int firstByte = page.firstByteOfFreshPacket();
            return firstByte >= 0 && (firstByte & THEORA_HEADER_OR_INTER) == 0;
        }
        return !page.isContinued() && page.segments() > 0;
    }
}
