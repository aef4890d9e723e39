package org.icefloe.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.icefloe.listener.ListenerSession;

/**
 * The connection of a listener: what it says is of no interest any more, only that it is there and how fast it takes.
 */
final class ListenerHandler extends ChannelInboundHandlerAdapter {
    private final ListenerSession session;
    private final ChannelSink sink;

    ListenerHandler(ListenerSession session, ChannelSink sink) {
        this.session = session;
        this.sink = sink;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (sink.takeWakeUp()) {
            session.sinkReady();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        session.clientGone();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
