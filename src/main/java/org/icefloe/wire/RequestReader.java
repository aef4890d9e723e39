package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;

/**
 * The first handler of a connection: reads the head, or the password line of a SHOUTcast source, and leaves the
 * pipeline to whoever that is for.
 *
 * <pre>
 *                    ┌─ three words, HTTP or ICE ──> rest of the head ──> StreamProtocol: source, listener, application
 *   first line ──────┤
 *                    └─ one word, or any on the SHOUTcast port ─────────> ShoutcastLogin
 * </pre>
 */
final class RequestReader extends ConnectionHandler {
    private final StreamProtocol protocol;
    private final boolean shoutcastPort;
    private final HeadBuffer head = new HeadBuffer();

    /** @param shoutcastPort whether a line that is no request can only be a password here */
    RequestReader(StreamProtocol protocol, boolean shoutcastPort) {
        this.protocol = protocol;
        this.shoutcastPort = shoutcastPort;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        closeAfter(context, protocol.headerTimeout());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        try {
            read(context, bytes);
        } catch (RefusedException bad) {
            if (!head.isComplete()) {
                AccessTrace.of(context.channel()).asked(context.channel(), head.lines());
            }
            refuse(context, bad.refusal());
        }
    }

    private void read(ChannelHandlerContext context, ByteBuf bytes) {
        while (bytes.isReadable() && !head.isComplete()) {
            head.takeLine(bytes);
            if (head.hasFirstLineOnly() && isPassword(head.lines()[0])) {
                context.pipeline().addLast(new ShoutcastLogin(protocol, head));
                leave(context, bytes);
                return;
            }
        }
        if (head.isComplete()) {
            AccessTrace.of(context.channel()).asked(context.channel(), head.lines());
            protocol.serve(context.channel(), RequestHeadParser.parse(head.lines()));
            leave(context, bytes);
        }
    }

    private boolean isPassword(String line) {
        return !RequestHeadParser.isRequestLine(line)
                && (shoutcastPort || line.strip().indexOf(' ') < 0);
    }

    /** Hands on the bytes that came behind the head, and the connection with them. */
    private void leave(ChannelHandlerContext context, ByteBuf rest) {
        if (rest.isReadable()) {
            context.fireChannelRead(rest.readRetainedSlice(rest.readableBytes()));
        }
        context.pipeline().remove(this);
    }

    private void refuse(ChannelHandlerContext context, Refusal refusal) {
        context.pipeline().remove(this);
        LingeringClose.after(context.channel(), protocol.reply().refusal(refusal));
    }
}
