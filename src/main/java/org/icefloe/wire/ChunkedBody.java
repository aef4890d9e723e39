package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.net.BadChunkException;
import org.icefloe.net.Chunks;

/** A body that comes in chunks. */
final class ChunkedBody implements SourceBody {
    private final Chunks chunks = new Chunks();

    /** Whether the last chunk has come; what follows it is of no interest. */
    @Override
    public boolean isComplete() {
        return chunks.isComplete();
    }

    @Override
    public void read(ByteBuf bytes, Consumer<ByteBuffer> data) {
        ByteBuffer input = bytes.nioBuffer();
        try {
            chunks.read(input, data);
        } catch (BadChunkException bad) {
            throw new RefusedException(Refusal.badRequest(bad.getMessage()));
        } finally {
            bytes.skipBytes(bytes.readableBytes() - input.remaining());
        }
    }
}
