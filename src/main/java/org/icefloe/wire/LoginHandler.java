package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import org.icefloe.auth.Refusals;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.source.SourceRequest;
import org.icefloe.source.SourceSession;
import org.jspecify.annotations.Nullable;

/**
 * Holds back what a source sends while it is found out whether it may stream, and gives way to a {@link SourceHandler}
 * if it may. Confined to the connection's event loop.
 */
abstract class LoginHandler extends ConnectionHandler {
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

    private void decide(ChannelHandlerContext context, @Nullable Throwable fault) {
        if (context.isRemoved() || !context.channel().isActive()) {
            return;
        }
        if (fault == null) {
            accept(context);
        } else {
            refused(context, Refusals.of(fault));
        }
    }

    private void accept(ChannelHandlerContext context) {
        try {
            accepted(context);
        } catch (RuntimeException turnedAway) {
            refused(context, Refusals.of(turnedAway));
        }
    }

    /** The credentials are good. */
    abstract void accepted(ChannelHandlerContext context);

    /** The client is turned away. */
    void refused(ChannelHandlerContext context, Refusal refusal) {
        context.pipeline().remove(this);
        LingeringClose.after(context.channel(), protocol.reply().refusal(refusal));
    }

    /**
     * Turns the mount on, replies, and only then lets the body through.
     *
     * @throws RefusedException if the mount is not to be had
     */
    final void beginStreaming(ChannelHandlerContext context, SourceRequest request, SourceBody body, ByteBuf reply) {
        ReadPacer pacer = protocol.loops().of(context.channel().eventLoop()).pacer();
        SourceSession session = protocol.sources().open(request, pacer.connection(context.channel()));
        context.writeAndFlush(reply);
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
