package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import org.icefloe.source.SourceSession;

/** The connection of a source that was let in: its body goes to the session, chunked or as it is. */
final class SourceHandler extends SimpleChannelInboundHandler<ByteBuf> {
    private final SourceSession session;
    private final SourceBody body;

    SourceHandler(SourceSession session, SourceBody body) {
        this.session = session;
        this.body = body;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        try {
            body.read(bytes, session::receive);
        } catch (BadRequestException badChunk) {
            session.end(badChunk.getMessage());
            return;
        }
        if (body.isComplete()) {
            session.end("the source has sent all it had");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        session.end("the source closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        session.end("the connection failed: " + cause.getMessage());
        context.close();
    }
}
