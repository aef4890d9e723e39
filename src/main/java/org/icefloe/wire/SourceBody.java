package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;

/** How the body of a source's request is delimited. */
interface SourceBody {
    Refusal UNKNOWN_ENCODING =
            new Refusal(501, "Not Implemented", "The only Transfer-Encoding of a source known here is chunked");

    /**
     * Reads all there is.
     *
     * @param data called with bytes of the stream, valid during the call
     * @throws RefusedException if the body is not delimited as the request said
     */
    void read(ByteBuf bytes, Consumer<ByteBuffer> data);

    /** Whether the source has sent all it wanted to. */
    boolean isComplete();

    /**
     * The body of a request.
     *
     * @throws RefusedException if it is encoded in another way than in chunks, or its length is none
     */
    static SourceBody of(RequestHead head) {
        if (head.isChunked()) {
            return new ChunkedBody();
        }
        if (head.header("transfer-encoding").isPresent()) {
            throw new RefusedException(UNKNOWN_ENCODING);
        }
        return head.header("content-length").<SourceBody>map(Limited::parse).orElseGet(Endless::new);
    }

    /** A file that is sent once, from end to end. */
    final class Limited implements SourceBody {
        private long left;

        private Limited(long length) {
            this.left = length;
        }

        static Limited parse(String length) {
            if (!length.matches("[0-9]{1,18}")) {
                throw new RefusedException(Refusal.badRequest("The Content-Length is no number"));
            }
            return new Limited(Long.parseLong(length));
        }

        @Override
        public void read(ByteBuf bytes, Consumer<ByteBuffer> data) {
            int length = (int) Math.min(left, bytes.readableBytes());
            data.accept(bytes.nioBuffer(bytes.readerIndex(), length));
            bytes.skipBytes(bytes.readableBytes());
            left -= length;
        }

        @Override
        public boolean isComplete() {
            return left == 0;
        }
    }

    /**
     * A body without chunks or length, which ends with the connection: not what RFC 9112 allows, but what encoders
     * send.
     */
    final class Endless implements SourceBody {
        @Override
        public void read(ByteBuf bytes, Consumer<ByteBuffer> data) {
            data.accept(bytes.nioBuffer());
            bytes.skipBytes(bytes.readableBytes());
        }

        @Override
        public boolean isComplete() {
            return false;
        }
    }
}
