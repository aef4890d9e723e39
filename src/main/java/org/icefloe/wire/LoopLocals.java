package org.icefloe.wire;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import java.util.IdentityHashMap;
import java.util.Map;
import org.icefloe.listener.FanOut;
import org.icefloe.time.Ticker;

/**
 * What each event loop has to itself: listeners live on the loop of their connection, and share its copies of the
 * stream.
 */
final class LoopLocals {
    private final Map<EventExecutor, LoopLocal> locals = new IdentityHashMap<>();

    LoopLocals(EventExecutorGroup loops, ByteBufAllocator allocator) {
        for (EventExecutor loop : loops) {
            locals.put(
                    loop,
                    new LoopLocal(new FanOut(loop, Ticker.system()), new SharedChunks(allocator), new ReadPacer(loop)));
        }
    }

    /**
     * One loop's own.
     *
     * @param fanOut visits its listeners
     * @param chunks what its listeners are sent in common
     * @param pacer lets its sources rest
     */
    record LoopLocal(FanOut fanOut, SharedChunks chunks, ReadPacer pacer) {}

    LoopLocal of(EventLoop loop) {
        return locals.get(loop);
    }

    /** Lets go of what is shared, each on its own loop. */
    void release() {
        locals.forEach((loop, local) -> loop.execute(local.chunks()::release));
    }
}
