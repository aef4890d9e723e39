package org.icefloe.wire;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * A few event loops that share all connections: those that come in by the stream port, and those that go out to other
 * servers. Whatever has connections on them closes before them.
 */
public final class EventLoops implements AutoCloseable {
    /** How long connections may take to close at the end, in ms. */
    private static final long CLOSING_MILLIS = 2000;

    private final boolean epoll;
    private final EventLoopGroup group;
    private final LoopLocals locals;

    /** @param count how many: as many as there are processors */
    public EventLoops(ThreadFactory threads, int count) {
        this(threads, count, Epoll.isAvailable());
    }

    EventLoops(ThreadFactory threads, int count, boolean epoll) {
        this.epoll = epoll;
        this.group = new MultiThreadIoEventLoopGroup(
                count, threads, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        this.locals = new LoopLocals(group, PooledByteBufAllocator.DEFAULT);
    }

    EventLoopGroup group() {
        return group;
    }

    /** The loop for the next connection. */
    EventLoop next() {
        return group.next();
    }

    /** What belongs to each loop. */
    LoopLocals locals() {
        return locals;
    }

    /** The kind of a channel that accepts. */
    Class<? extends ServerChannel> serverChannel() {
        return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /** The kind of a channel that connects. */
    Class<? extends Channel> clientChannel() {
        return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    /**
     * Ends the loops, once everything is done that was asked of them; more than once does no harm. The calling thread
     * may be the container's, and outlive the web application: so Netty must leave nothing in it.
     */
    @Override
    public void close() {
        if (!group.isShuttingDown()) {
            locals.release();
            group.shutdownGracefully(0, CLOSING_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
            FastThreadLocal.removeAll();
        }
    }
}
