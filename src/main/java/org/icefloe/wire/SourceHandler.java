package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.icefloe.mount.RefusedException;
import org.icefloe.source.SourceSession;

/** The connection of a source that was let in: its body goes to the session, chunked or as it is. */
final class SourceHandler extends ConnectionHandler {
    private final SourceSession session;
    private final SourceBody body;
    private final ReadPacer pacer;
    private int readNow;

    SourceHandler(SourceSession session, SourceBody body, ReadPacer pacer) {
        this.session = session;
        this.body = body;
        this.pacer = pacer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        readNow += bytes.readableBytes();
        try {
            body.read(bytes, session::receive);
        } catch (RefusedException badChunk) {
            session.end(badChunk.getMessage());
            return;
        }
        if (body.isComplete()) {
            session.end("the source has sent all it had");
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!session.mount().settings().lowDelay()) {
            pacer.restAfter(readNow, context.channel());
        }
        readNow = 0;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        session.end("the source closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        session.end("the connection failed: " + cause.getMessage());
        super.exceptionCaught(context, cause);
    }
}
