package org.icefloe.format.ogg;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.icefloe.format.StreamTags;

/**
 * The header packets of one logical stream, ready to begin it again under another title.
 *
 * <pre>
 *               identification                      comments                        then
 *     Vorbis    as it was                           03 "vorbis" ... 01              setup, as it was
 *     Opus      "OpusHead", another pre-skip        "OpusTags" ...
 *     FLAC      1 header follows, STREAMINFO        84, length in 3 bytes, ...
 *               without length and checksum         (a comment block, the last)
 * </pre>
 *
 * <p>FLAC's padding, seek points and pictures are left out; they belong to the file that the source plays.
 */
final class CodecHeaders {
    /** Where Vorbis has the sizes of its blocks as powers of 2, the long one in the high 4 bits: 6 to 13. */
    private static final int VORBIS_BLOCKS = 28;

    /** Where OpusHead has the samples to leave out at the beginning: 2 bytes, little-endian (RFC 7845 §5.1). */
    private static final int OPUS_PRE_SKIP = 10;

    /** Where the first packet of FLAC counts the header packets behind it: 2 bytes. */
    private static final int FLAC_HEADERS = 7;

    /** The first byte of FLAC's STREAMINFO block, whose highest bit says that no other follows. */
    private static final int FLAC_STREAMINFO = 13;

    /** The last 4 of the 36 bits that count FLAC's samples share a byte; 16 bytes of checksum come last. */
    private static final int FLAC_TOTAL_SAMPLES = 30;

    private static final int FLAC_LAST_COMMENTS = 0x84;
    private static final byte[] VORBIS_COMMENTS = ascii("\u0003vorbis");
    private static final byte[] VORBIS_SETUP = ascii("\u0005vorbis");
    private static final byte[] VORBIS_FRAMING = {1};
    private static final byte[] OPUS_COMMENTS = ascii("OpusTags");

    private final OggCodec codec;
    private final byte[] identification;
    private final VorbisComments comments;
    private final byte[] setup;

    private CodecHeaders(OggCodec codec, byte[] identification, VorbisComments comments, byte[] setup) {
        this.codec = codec;
        this.identification = identification;
        this.comments = comments;
        this.setup = setup;
    }

    /**
     * What is needed to begin the stream again.
     *
     * @param setup the third packet of Vorbis
     * @return empty if this codec's titles cannot be changed, or the headers are damaged
     */
    static Optional<CodecHeaders> of(OggCodec codec, byte[] identification, VorbisComments comments, byte[] setup) {
        boolean usable = codec.isRetitled(identification.length)
                && (codec != OggCodec.VORBIS || isVorbis(identification, setup));
        return usable ? Optional.of(new CodecHeaders(codec, identification, comments, setup)) : Optional.empty();
    }

    private static boolean isVorbis(byte[] identification, byte[] setup) {
        int longBlock = identification[VORBIS_BLOCKS] >> 4 & 15;
        return longBlock >= 6 && longBlock <= 13 && startsWith(VORBIS_SETUP, setup);
    }

    private static boolean startsWith(byte[] beginning, byte[] packet) {
        return packet.length > beginning.length
                && Arrays.equals(beginning, 0, beginning.length, packet, 0, beginning.length);
    }

    OggCodec codec() {
        return codec;
    }

    /** Half the longest block of Vorbis, in samples: no packet gives more. */
    int vorbisHalfBlock() {
        return 1 << (identification[VORBIS_BLOCKS] >> 4 & 15) - 1;
    }

    /**
     * The first packet.
     *
     * @param preSkip how many samples an Opus decoder leaves out at the beginning
     */
    byte[] identification(int preSkip) {
        byte[] packet = identification.clone();
        if (codec == OggCodec.OPUS) {
            ByteBuffer.wrap(packet).putShort(OPUS_PRE_SKIP, Short.reverseBytes((short) preSkip));
        }
        if (codec == OggCodec.FLAC) {
            ByteBuffer.wrap(packet).putShort(FLAC_HEADERS, (short) 1);
            packet[FLAC_STREAMINFO] &= 0x7f;
            packet[FLAC_TOTAL_SAMPLES] &= (byte) 0xf0;
            Arrays.fill(packet, FLAC_TOTAL_SAMPLES + 1, FLAC_TOTAL_SAMPLES + 21, (byte) 0);
        }
        return packet;
    }

    /** The packets behind the first. */
    List<byte[]> others(StreamTags tags) {
        byte[] text = comments.with(tags);
        return switch (codec) {
            case VORBIS -> List.of(join(VORBIS_COMMENTS, text, VORBIS_FRAMING), setup);
            case OPUS -> List.of(join(OPUS_COMMENTS, text));
            default -> List.of(join(flacBlockHeader(text.length), text));
        };
    }

    private static byte[] flacBlockHeader(int length) {
        return ByteBuffer.allocate(4).putInt(FLAC_LAST_COMMENTS << 24 | length).array();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            packet.writeBytes(part);
        }
        return packet.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
