package org.icefloe.format.ogg;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.icefloe.format.StreamTags;
import org.jspecify.annotations.Nullable;

/** One codec's pages within a link: counts its header packets, keeps what they say, and numbers what goes out. */
final class LogicalStream {
    /** Which header packet holds the comments, counted from 0. */
    private static final int COMMENT_PACKET = 1;

    private static final byte[] NOTHING = {};

    private final OggCodec codec;
    private final AudioFormat audioFormat;
    private final GranuleClock clock;
    private final PacketAssembler assembler = new PacketAssembler(OggLink.MAX_HEADER_BYTES, this::keep);
    private Numbering numbering;
    private int headersLeft;
    private int packet;
    private int firstByte;
    private boolean ended;

    /** Where the last page ended. */
    private long granule;

    /** How long the pages of sound or pictures have played, in ns. */
    private long played;

    private byte[] identification = NOTHING;

    /** Of Vorbis, the code books. */
    private byte[] setup = NOTHING;

    private @Nullable VorbisComments comments;

    /**
     * @param bos the first page of the stream
     * @param serial the number it goes out under
     */
    LogicalStream(OggPage bos, int serial) {
        ByteBuffer firstPacket = bos.body();
        codec = OggCodec.of(firstPacket);
        audioFormat = codec.audioFormat(firstPacket);
        clock = codec.clock(firstPacket);
        headersLeft = codec.headerPackets(firstPacket);
        numbering = Numbering.with(serial);
        readHeaders(bos);
    }

    OggCodec codec() {
        return codec;
    }

    AudioFormat audioFormat() {
        return audioFormat;
    }

    /** Artist and title, once the comment header is complete. */
    Optional<StreamTags> tags() {
        return Optional.ofNullable(comments).map(VorbisComments::tags);
    }

    /** What it takes to begin the stream again under another title; empty before all headers have come. */
    Optional<CodecHeaders> headers() {
        VorbisComments known = comments == null ? VorbisComments.none() : comments;
        return isInHeaders() ? Optional.empty() : CodecHeaders.of(codec, identification, known, setup);
    }

    /** Whether its titles can be set from outside, as far as is known by now. */
    boolean takesTitles() {
        return isInHeaders()
                ? codec.isRetitled(identification.length)
                : headers().isPresent();
    }

    /** The serial number it goes out under. */
    int serial() {
        return numbering.serial();
    }

    /** From now on pages go out under these numbers. */
    void number(Numbering other) {
        numbering = other;
    }

    /** A page of the stream as listeners are sent it. */
    OggPage numbered(OggPage page) {
        return numbering.apply(page);
    }

    /** Whether the next page still belongs to the headers. */
    boolean isInHeaders() {
        return headersLeft > 0;
    }

    /** Whether the header with the comments has not come yet. */
    boolean awaitsComments() {
        return isInHeaders() && codec.hasComments() && comments == null;
    }

    /** Whether pages of pictures may still come. */
    boolean showsVideo() {
        return codec.isVideo() && !ended;
    }

    /** Reads a page of the headers; what follows the last header on the same page is data and passed over. */
    void readHeaders(OggPage page) {
        page.forEachPiece(this::readPiece);
        granule = Math.max(0, page.granule());
        noteEnd(page);
    }

    /** Takes note of the last page, after which nothing is expected any more. */
    void noteEnd(OggPage page) {
        if (page.isEos()) {
            ended = true;
            headersLeft = 0;
        }
    }

    /** How long the stream has played at the end of this page of data, in ns. */
    long playedBehind(OggPage page) {
        if (page.granule() >= 0) {
            played += clock.nanosBetween(granule, page.granule());
            granule = page.granule();
        }
        return played;
    }

    private void readPiece(ByteBuffer piece, boolean begins, boolean ends) {
        if (headersLeft == 0) {
            return;
        }
        if (begins) {
            firstByte = HeaderFields.unsigned8(piece, 0);
        }
        if (isKept()) {
            assembler.piece(piece, begins, ends);
        }
        if (ends) {
            headersLeft = packet > 0 && codec.isLastHeader(firstByte) ? 0 : headersLeft - 1;
            packet++;
        }
    }

    private boolean isKept() {
        return switch (packet) {
            case 0 -> codec.isRetitled();
            case COMMENT_PACKET -> codec.hasComments();
            default -> codec == OggCodec.VORBIS;
        };
    }

    private void keep(byte[] header) {
        switch (packet) {
            case COMMENT_PACKET -> comments = VorbisComments.read(header, codec.commentsAt());
            case 0 -> identification = header;
            default -> setup = header;
        }
    }
}
