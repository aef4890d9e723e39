package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.util.Optional;
import org.icefloe.bytes.Printable;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.source.ShoutcastLine;
import org.icefloe.source.SourceRequest;

/**
 * The login of a SHOUTcast v1 source. Some clients wait for the answer to the password before they send a header,
 * others send everything at once; a wrong password is answered by closing.
 *
 * <pre>
 *   client                          server
 *   password CR LF
 *                                   OK2 CR LF icy-caps:11 CR LF CR LF
 *   icy-name:... CR LF
 *   content-type:audio/mpeg CR LF
 *   CR LF
 *   audio
 * </pre>
 */
final class ShoutcastLogin extends LoginHandler {
    private final HeadBuffer head;
    private final ShoutcastLine line;
    private boolean passwordIsRight;

    /** @param head holds the password line, and takes the headers */
    ShoutcastLogin(StreamProtocol protocol, HeadBuffer head) {
        super(protocol);
        this.head = head;
        this.line = ShoutcastLine.parse(Printable.headerValue(head.lines()[0]), protocol.shoutcastMount());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        closeAfter(context, protocol.headerTimeout());
        if (line.isPoke()) {
            context.close();
        } else {
            await(context, protocol.sources().authenticate(line, StreamProtocol.address(context.channel())));
        }
    }

    @Override
    void accepted(ChannelHandlerContext context) {
        passwordIsRight = true;
        context.writeAndFlush(Reply.ascii(Reply.SHOUTCAST_ACCEPTED));
        context.channel().config().setAutoRead(true);
        replayHeld(context);
    }

    @Override
    void refused(ChannelHandlerContext context, Refusal refusal) {
        if (passwordIsRight) {
            super.refused(context, refusal);
        } else {
            context.close();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        if (!passwordIsRight) {
            super.channelRead0(context, bytes);
            return;
        }
        try {
            readHeaders(context, bytes);
        } catch (RefusedException turnedAway) {
            refused(context, turnedAway.refusal());
        }
    }

    private void readHeaders(ChannelHandlerContext context, ByteBuf bytes) {
        while (bytes.isReadable() && !head.isComplete()) {
            head.takeLine(bytes);
        }
        if (head.isComplete()) {
            AccessTrace.of(context.channel())
                    .asked(context.channel(), line.mount().value(), head.lines());
            holdRest(bytes);
            beginStreaming(context, request(context), new SourceBody.Endless(), Unpooled.EMPTY_BUFFER);
        }
    }

    private SourceRequest request(ChannelHandlerContext context) {
        return new SourceRequest(
                line.mount(),
                "SOURCE",
                RequestHeadParser.headers(head.lines()),
                Optional.empty(),
                StreamProtocol.address(context.channel()));
    }
}
