package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.CompletableFuture;
import org.icefloe.listener.Grant;
import org.icefloe.listener.ListenerRequest;

/**
 * The connection of a client that waits to hear whether it may listen, and for the stream, if that is on demand. It is
 * read on, for a client that gives up is to be noticed; what it says is of no interest. Confined to the connection's
 * event loop.
 */
final class ListenerLogin extends ConnectionHandler {
    private final StreamProtocol protocol;
    private final ListenerRequest request;
    private final CompletableFuture<Grant> login;
    private final boolean headOnly;

    ListenerLogin(StreamProtocol protocol, ListenerRequest request, CompletableFuture<Grant> login, boolean headOnly) {
        this.protocol = protocol;
        this.request = request;
        this.login = login;
        this.headOnly = headOnly;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        login.whenCompleteAsync((grant, refused) -> goOn(context), context.executor());
    }

    private void goOn(ChannelHandlerContext context) {
        if (context.isRemoved() || !context.channel().isActive()) {
            login.thenAccept(Grant::release);
            return;
        }
        context.pipeline().remove(this);
        protocol.serveListener(context.channel(), request, login, headOnly);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        login.cancel(false);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf ofNoInterest) {}
}
