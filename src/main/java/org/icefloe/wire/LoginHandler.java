package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.icefloe.auth.AuthenticationBusyException;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.source.SourceRequest;
import org.icefloe.source.SourceSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds back what a source sends while it is found out whether it may stream, and gives way to a {@link SourceHandler}
 * if it may. Confined to the connection's event loop.
 */
abstract class LoginHandler extends ConnectionHandler {
    private static final Logger log = LoggerFactory.getLogger(LoginHandler.class);

    private static final Refusal FAULT =
            new Refusal(500, "Internal Server Error", "The server has failed at this request; its log says why");

    final StreamProtocol protocol;
    private final Deque<ByteBuf> held = new ArrayDeque<>();

    LoginHandler(StreamProtocol protocol) {
        this.protocol = protocol;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        held.add(bytes.retain());
    }

    /** Stops reading until an answer is there, and goes on with {@link #accepted} or {@link #refused}. */
    final void await(ChannelHandlerContext context, CompletionStage<Void> answer) {
        context.channel().config().setAutoRead(false);
        answer.whenCompleteAsync((nothing, fault) -> decide(context, fault), context.executor());
    }

    private void decide(ChannelHandlerContext context, Throwable fault) {
        if (context.isRemoved() || !context.channel().isActive()) {
            return;
        }
        try {
            if (fault != null) {
                throw fault;
            }
            accepted(context);
        } catch (Throwable anyFault) {
            refused(context, refusalFor(anyFault));
        }
    }

    private static Refusal refusalFor(Throwable fault) {
        Throwable cause = fault instanceof CompletionException ? fault.getCause() : fault;
        if (cause instanceof RefusedException refused) {
            return refused.refusal();
        }
        if (cause instanceof AuthenticationBusyException) {
            return Refusal.BUSY;
        }
        log.error("A source login has failed because of a fault in the server", cause);
        return FAULT;
    }

    /** The credentials are good. */
    abstract void accepted(ChannelHandlerContext context);

    /** The client is turned away. */
    void refused(ChannelHandlerContext context, Refusal refusal) {
        context.pipeline().remove(this);
        LingeringClose.after(context.channel(), protocol.reply().refusal(refusal, true));
    }

    /**
     * Turns the mount on, replies, and only then lets the body through.
     *
     * @throws RefusedException if the mount is not to be had
     */
    final void beginStreaming(ChannelHandlerContext context, SourceRequest request, SourceBody body, ByteBuf reply) {
        SourceSession session = protocol.sources().open(request, context.channel()::close);
        context.writeAndFlush(reply);
        ReadPacer pacer = protocol.loops().of(context.channel().eventLoop()).pacer();
        context.pipeline().addLast(new SourceHandler(session, body, pacer));
        passHeld(context);
        context.pipeline().remove(this);
        context.channel().config().setAutoRead(true);
    }

    private void passHeld(ChannelHandlerContext context) {
        while (!held.isEmpty()) {
            context.fireChannelRead(held.remove());
        }
    }

    /** Takes what was held back as if it arrived now. */
    final void replayHeld(ChannelHandlerContext context) {
        while (!held.isEmpty() && !context.isRemoved()) {
            takeHeld(context, held.remove());
        }
    }

    private void takeHeld(ChannelHandlerContext context, ByteBuf bytes) {
        try {
            channelRead0(context, bytes);
        } finally {
            bytes.release();
        }
    }

    /** Holds back what is left of a portion, to be the first to go. */
    final void holdRest(ByteBuf bytes) {
        if (bytes.isReadable()) {
            held.addFirst(bytes.readRetainedSlice(bytes.readableBytes()));
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        super.handlerRemoved(context);
        held.forEach(ByteBuf::release);
        held.clear();
    }
}
