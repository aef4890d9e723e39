package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Runs of a stream, copied once out of the heap to where the kernel can take them, and shared by all listeners of one
 * event loop that are sent the same run. Confined to its loop.
 *
 * <p>The arrays are those of a mount's segments: what has been read from them once never changes, so a copy never grows
 * stale. Only a few copies are kept, for the listeners visited within one tick.
 */
final class SharedChunks {
    /** Shorter runs, metadata for the most part, are not worth keeping. In bytes. */
    private static final int SHORTEST = 1024;

    /** How many copies are kept; a power of two. */
    private static final int KEPT = 16;

    private final ByteBufAllocator allocator;
    private final Chunk[] chunks = new Chunk[KEPT];
    private boolean released;

    SharedChunks(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    private record Chunk(byte[] array, int offset, ByteBuf copy) {
        boolean holds(byte[] otherArray, int otherOffset, int length) {
            return array == otherArray && offset == otherOffset && copy.readableBytes() == length;
        }
    }

    /** A buffer with the run's bytes; to be released by whoever asked. */
    ByteBuf of(byte[] array, int offset, int length) {
        if (length < SHORTEST || released) {
            return Unpooled.wrappedBuffer(array, offset, length);
        }
        int place = (System.identityHashCode(array) * 31 + offset * 7 + length) & (KEPT - 1);
        @Nullable Chunk kept = chunks[place];
        if (kept == null || !kept.holds(array, offset, length)) {
            kept = replace(place, array, offset, length);
        }
        return kept.copy().retainedDuplicate();
    }

    private Chunk replace(int place, byte[] array, int offset, int length) {
        Chunk old = chunks[place];
        if (old != null) {
            old.copy().release();
        }
        Chunk fresh = new Chunk(array, offset, allocator.directBuffer(length).writeBytes(array, offset, length));
        chunks[place] = fresh;
        return fresh;
    }

    /** Lets go of all copies, and keeps none from now on. */
    void release() {
        released = true;
        for (int i = 0; i < KEPT; i++) {
            if (chunks[i] != null) {
                chunks[i].copy().release();
                chunks[i] = null;
            }
        }
    }
}
