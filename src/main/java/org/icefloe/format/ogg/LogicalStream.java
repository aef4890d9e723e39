package org.icefloe.format.ogg;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.icefloe.format.StreamTags;
import org.jspecify.annotations.Nullable;

/** One codec's pages within a link: counts its header packets and keeps what they say. */
final class LogicalStream {
    /** Which header packet holds the comments, counted from 0. */
    private static final int COMMENT_PACKET = 1;

    private final OggCodec codec;
    private final AudioFormat audioFormat;
    private int headersLeft;
    private int packet;
    private int firstByte;
    private boolean ended;

    /** The comment packet while it arrives. */
    private @Nullable ByteArrayOutputStream comments;

    private @Nullable StreamTags tags;

    /** @param bos the first page of the stream */
    LogicalStream(OggPage bos) {
        ByteBuffer firstPacket = bos.body();
        codec = OggCodec.of(firstPacket);
        audioFormat = codec.audioFormat(firstPacket);
        headersLeft = codec.headerPackets(firstPacket);
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
        return Optional.ofNullable(tags);
    }

    /** Whether the next page still belongs to the headers. */
    boolean isInHeaders() {
        return headersLeft > 0;
    }

    /** Whether the header with the comments has not come yet. */
    boolean awaitsComments() {
        return isInHeaders() && codec.hasComments() && tags == null;
    }

    /** Whether pages of pictures may still come. */
    boolean showsVideo() {
        return codec.isVideo() && !ended;
    }

    /** Reads a page of the headers; what follows the last header on the same page is data and passed over. */
    void readHeaders(OggPage page) {
        page.forEachPiece(this::readPiece);
        noteEnd(page);
    }

    /** Takes note of the last page, after which nothing is expected any more. */
    void noteEnd(OggPage page) {
        if (page.isEos()) {
            ended = true;
            headersLeft = 0;
        }
    }

    private void readPiece(ByteBuffer piece, boolean begins, boolean ends) {
        if (headersLeft == 0) {
            return;
        }
        if (begins) {
            firstByte = HeaderFields.unsigned8(piece, 0);
        }
        if (packet == COMMENT_PACKET && codec.hasComments()) {
            readComments(piece, begins, ends);
        }
        if (ends) {
            headersLeft = packet > 0 && codec.isLastHeader(firstByte) ? 0 : headersLeft - 1;
            packet++;
        }
    }

    private void readComments(ByteBuffer piece, boolean begins, boolean ends) {
        if (begins || comments == null) {
            comments = new ByteArrayOutputStream(piece.remaining());
        }
        byte[] bytes = new byte[piece.remaining()];
        piece.get(bytes);
        comments.writeBytes(bytes);
        if (ends) {
            tags = VorbisComments.tags(comments.toByteArray(), codec.commentsAt());
            comments = null;
        }
    }
}
