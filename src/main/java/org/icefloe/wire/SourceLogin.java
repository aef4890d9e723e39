package org.icefloe.wire;

import io.netty.channel.ChannelHandlerContext;
import org.icefloe.source.SourceRequest;

/** The login of a source by an HTTP request, {@code PUT} or {@code SOURCE}. */
final class SourceLogin extends LoginHandler {
    private final RequestHead head;
    private final SourceRequest request;
    private final SourceBody body;

    /** @throws RefusedException if the body is delimited in a way that nobody can read */
    SourceLogin(StreamProtocol protocol, RequestHead head, SourceRequest request) {
        super(protocol);
        this.head = head;
        this.request = request;
        this.body = SourceBody.of(head);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        await(context, protocol.sources().authenticate(request));
    }

    @Override
    void accepted(ChannelHandlerContext context) {
        if (request.isProbe()) {
            context.pipeline().remove(this);
            LingeringClose.after(context.channel(), Reply.sourceAccepted(head));
        } else {
            beginStreaming(context, request, body, Reply.sourceAccepted(head));
        }
    }
}
