package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.auth.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a client that asks for the statistics, until it is known whether it may have them. Confined to the
 * connection's event loop.
 */
final class StatsLogin extends ConnectionHandler {
    private final StreamProtocol protocol;
    private final RequestHead head;
    private final String address;

    StatsLogin(StreamProtocol protocol, RequestHead head, String address) {
        this.protocol = protocol;
        this.head = head;
        this.address = address;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        Optional<Credentials> credentials = head.header("authorization").flatMap(Credentials::ofBasic);
        protocol.statistics()
                .gate()
                .authenticate(credentials, address)
                .whenCompleteAsync((nothing, fault) -> decide(context, fault), context.executor());
    }

    private void decide(ChannelHandlerContext context, @Nullable Throwable fault) {
        if (context.isRemoved() || !context.channel().isActive()) {
            return;
        }
        context.pipeline().remove(this);
        if (fault == null) {
            context.channel().writeAndFlush(Reply.ascii(Reply.ACCEPTED));
            context.pipeline().addLast(new StatsHandler(protocol.statistics().gate(), head.path()));
        } else {
            LingeringClose.after(context.channel(), protocol.reply().refusal(Refusals.of(fault)));
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf ofNoInterest) {}
}
