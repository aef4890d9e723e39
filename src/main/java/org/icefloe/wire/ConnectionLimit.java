package org.icefloe.wire;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.icefloe.mount.Refusal;
import org.icefloe.stats.ServerCounters;

/** Counts connections, and turns away those that are too many. One for all of them, before whatever answers. */
@Sharable
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
    private final AtomicInteger connections = new AtomicInteger();
    private final IntSupplier most;
    private final Reply reply;
    private final ServerCounters counters;

    /** @param most how many there may be at a time; asked whenever one comes */
    ConnectionLimit(IntSupplier most, Reply reply, ServerCounters counters) {
        this.most = most;
        this.reply = reply;
        this.counters = counters;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        counters.connected();
        context.channel().closeFuture().addListener(closed -> connections.decrementAndGet());
        if (connections.incrementAndGet() <= most.getAsInt()) {
            context.fireChannelActive();
        } else {
            context.pipeline().remove(RequestReader.class);
            LingeringClose.after(context.channel(), reply.refusal(Refusal.TOO_MANY_CLIENTS));
        }
        context.pipeline().remove(this);
    }
}
