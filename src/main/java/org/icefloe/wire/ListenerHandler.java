package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.icefloe.listener.ListenerSession;

/**
 * The connection of a listener: what it says is of no interest any more, only that it is there and how fast it takes.
 */
final class ListenerHandler extends ConnectionHandler {
    private final ListenerSession session;
    private final ChannelSink sink;

    ListenerHandler(ListenerSession session, ChannelSink sink) {
        this.session = session;
        this.sink = sink;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf ofNoInterest) {}

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
}
