package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.icefloe.mount.RefusedException;

/** How the body of a source's request is delimited. */
interface SourceBody {
    /**
     * Reads all there is.
     *
     * @param data called with bytes of the stream, valid during the call
     * @throws RefusedException if the body is not delimited as the request said
     */
    void read(ByteBuf bytes, Consumer<ByteBuffer> data);

    /** Whether the source has sent all it wanted to. */
    boolean isComplete();

    /** The body of a request. A length is of no interest: who sends more than that still streams. */
    static SourceBody of(RequestHead head) {
        return head.isChunked() ? new ChunkedBody() : new Endless();
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
