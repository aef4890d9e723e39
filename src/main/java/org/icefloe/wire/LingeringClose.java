package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import java.time.Duration;

/**
 * Sends a last reply and closes in a way that lets the client read it. A connection that is closed while the client
 * still sends is reset, and the reply may be lost with it; so our side is closed first, and what the client sends is
 * thrown away until it closes too.
 */
final class LingeringClose extends ConnectionHandler {
    /** How long a client may take to notice. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How long a client may take to read the reply: Icecast's client timeout. */
    private static final Duration TAKING = Duration.ofSeconds(30);

    private final ByteBuf reply;

    private LingeringClose(ByteBuf reply) {
        this.reply = reply;
    }

    static void after(Channel channel, ByteBuf reply) {
        channel.pipeline().addLast(new LingeringClose(reply));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(true);
        closeAfter(context, TAKING);
        context.channel().writeAndFlush(reply).addListener(written -> {
            if (written.isSuccess() && context.channel() instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
                closeAfter(context, PATIENCE);
            } else {
                context.close();
            }
        });
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf thrownAway) {}
}
