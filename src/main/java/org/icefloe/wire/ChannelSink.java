package org.icefloe.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import org.icefloe.listener.ListenerSink;

/** A listener's connection on the stream port. Confined to the connection's event loop. */
final class ChannelSink implements ListenerSink {
    private final Channel channel;
    private final SharedChunks chunks;

    /** Whether somebody was told that the connection takes no more and waits to hear otherwise. */
    private boolean awaited;

    ChannelSink(Channel channel, SharedChunks chunks) {
        this.channel = channel;
        this.chunks = chunks;
    }

    /** The channel's high-water mark is one byte, so it is writable just when nothing waits in it. */
    @Override
    public boolean ready() {
        boolean ready = channel.isWritable() || !channel.isActive();
        awaited = !ready;
        return ready;
    }

    /** Whether the session is to be told now that the connection takes bytes again; answers yes once. */
    boolean takeWakeUp() {
        boolean due = awaited && channel.isWritable();
        awaited = awaited && !due;
        return due;
    }

    @Override
    public void write(byte[] array, int offset, int length) {
        channel.write(chunks.of(array, offset, length), channel.voidPromise());
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public void finish() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void abort() {
        channel.close();
    }
}
