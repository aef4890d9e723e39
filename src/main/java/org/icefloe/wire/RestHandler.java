package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.RejectedExecutionException;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the body of a request that is no stream, has the application answer it, and closes. */
final class RestHandler extends ConnectionHandler {
    private static final Refusal LENGTH_REQUIRED =
            new Refusal(411, "Length Required", "A request with a body says its length in a Content-Length header");

    private static final Logger log = LoggerFactory.getLogger(RestHandler.class);

    private final StreamProtocol protocol;
    private final RequestHead head;
    private final int length;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);

    /** @throws RefusedException if the body's length is unknown, unreadable or too large */
    RestHandler(StreamProtocol protocol, RequestHead head) {
        this.protocol = protocol;
        this.head = head;
        this.length = length(head, protocol.limits().bodySize());
    }

    private static int length(RequestHead head, int most) {
        if (head.isChunked()) {
            throw new RefusedException(LENGTH_REQUIRED);
        }
        String digits = head.header("content-length").orElse("0");
        if (!digits.matches("[0-9]+")) {
            throw new RefusedException(Refusal.badRequest("The Content-Length is no number"));
        }
        if (digits.length() > 9 || Integer.parseInt(digits) > most) {
            throw new RefusedException(Refusal.bodyTooLarge(most));
        }
        return Integer.parseInt(digits);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        if (length == 0) {
            answer(context);
            return;
        }
        closeAfter(context, protocol.limits().bodyTimeout());
        if (head.expectsContinue()) {
            context.writeAndFlush(Reply.continueWithBody());
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) throws Exception {
        boolean wasComplete = body.size() == length;
        bytes.readBytes(body, Math.min(bytes.readableBytes(), length - body.size()));
        if (!wasComplete && body.size() == length) {
            answer(context);
        }
    }

    /** Some clients close their side behind the request, and wait for the answer on the other. */
    @Override
    void clientHasSentAll(ChannelHandlerContext context) {
        if (body.size() < length) {
            context.close();
        }
    }

    private void answer(ChannelHandlerContext context) {
        stopDeadline();
        String peer = StreamProtocol.address(context.channel());
        try {
            protocol.application().handle(head, body.toByteArray(), peer, answer -> send(context, answer));
        } catch (RejectedExecutionException tooManyAtOnce) {
            finish(context, protocol.reply().refusal(Refusal.BUSY));
        }
    }

    /** Called on a worker's thread. */
    private void send(ChannelHandlerContext context, RestApplication.Answer answer) {
        ByteBuf bytes = Unpooled.wrappedBuffer(
                protocol.reply().head("HTTP/1.1 " + answer.status() + " " + answer.reason(), answer.headers()),
                Unpooled.wrappedBuffer(answer.body()));
        try {
            context.executor().execute(() -> answer.file()
                    .ifPresentOrElse(file -> finish(context, bytes, file), () -> finish(context, bytes)));
        } catch (RejectedExecutionException theServerHasEnded) {
            bytes.release();
            answer.file().ifPresent(RestHandler::close);
        }
    }

    private static void close(InputStream file) {
        try {
            file.close();
        } catch (IOException neverRead) {
            log.debug("A file could not be closed", neverRead);
        }
    }

    private void finish(ChannelHandlerContext context, ByteBuf bytes) {
        if (context.isRemoved()) {
            bytes.release();
            return;
        }
        context.pipeline().remove(this);
        LingeringClose.after(context.channel(), bytes);
    }

    /** With a file behind the bytes, if not too many are sent already. */
    private void finish(ChannelHandlerContext context, ByteBuf bytes, InputStream file) {
        FileSender sender = new FileSender(bytes, file, protocol.application().workers());
        if (context.isRemoved()) {
            sender.drop();
        } else if (protocol.application().files().tryEnter(context.channel())) {
            protocol.statistics().counters().fileSent();
            context.pipeline().remove(this);
            context.channel().pipeline().addLast(sender);
        } else {
            sender.drop();
            finish(context, protocol.reply().refusal(Refusal.BUSY));
        }
    }
}
