package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Sends a last reply and closes in a way that lets the client read it. A connection that is closed while the client
 * still sends is reset, and the reply may be lost with it; so our side is closed first, and what the client sends is
 * thrown away until it closes too.
 */
final class LingeringClose extends ChannelInboundHandlerAdapter {
    /** How long a client may take to notice, in ms. */
    private static final long PATIENCE_MILLIS = 2000;

    /** How long a client may take to read the reply, in ms: Icecast's client timeout. */
    private static final long TAKING_MILLIS = 30_000;

    static void after(Channel channel, ByteBuf reply) {
        channel.pipeline().addLast(new LingeringClose());
        channel.config().setAutoRead(true);
        Future<?> giveUp = channel.eventLoop().schedule(() -> channel.close(), TAKING_MILLIS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> giveUp.cancel(false));
        channel.writeAndFlush(reply).addListener(written -> {
            if (written.isSuccess() && channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
                channel.eventLoop().schedule(() -> channel.close(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            } else {
                channel.close();
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
