package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CodecException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.icefloe.relay.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket that leads to one address of another server: it fails, and then its {@link UpstreamConnection} may try
 * another, or it opens, and then its end is the connection's. Confined to its event loop, but for what a
 * {@link Network.Link} lets everybody do.
 */
final class UpstreamLink extends SimpleChannelInboundHandler<ByteBuf> implements Network.Link {
    private static final Logger log = LoggerFactory.getLogger(UpstreamLink.class);

    private final UpstreamConnection connection;
    private final Network.Listener listener;
    private final ReadPacer pacer;
    private final boolean secure;
    private Optional<Channel> channel = Optional.empty();
    private State state = State.CONNECTING;
    private String closingReason = "it has closed the connection";
    private boolean paused;
    private int readNow;

    private enum State {
        CONNECTING,
        SECURING,
        OPEN,
        /** Nothing more is told of it but its end. */
        CLOSING,
        /** Nothing more is told of it. */
        CLOSED
    }

    /** @param secure whether it is open only after a TLS handshake */
    UpstreamLink(UpstreamConnection connection, Network.Listener listener, ReadPacer pacer, boolean secure) {
        this.connection = connection;
        this.listener = listener;
        this.pacer = pacer;
        this.secure = secure;
    }

    boolean isSecuring() {
        return state == State.SECURING;
    }

    private boolean isOnItsWay() {
        return state == State.CONNECTING || state == State.SECURING;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = Optional.of(context.channel());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (secure) {
            state = State.SECURING;
        } else {
            open();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && isOnItsWay()) {
            if (handshake.isSuccess()) {
                open();
            } else {
                fail(UpstreamFaults.ofHandshake(handshake.cause()));
            }
        } else if (event instanceof SslCloseCompletionEvent) {
            context.close();
        }
    }

    private void open() {
        state = State.OPEN;
        connection.opened(this);
    }

    /** Gives up this address, if it is not open yet. */
    void fail(String reason) {
        if (isOnItsWay()) {
            abandon();
            connection.failed(reason);
        }
    }

    /** Closes the socket, and tells nobody. */
    void abandon() {
        state = State.CLOSED;
        channel.ifPresent(Channel::close);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        if (state == State.OPEN) {
            readNow += bytes.readableBytes();
            listener.received(bytes.nioBuffer());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (state == State.OPEN && !paused && listener.mayRest()) {
            pacer.restAfter(readNow, context.channel());
        }
        readNow = 0;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        pacer.forget(context.channel());
        if (isOnItsWay()) {
            fail(UpstreamFaults.CLOSED_IN_HANDSHAKE);
        } else if (state != State.CLOSED) {
            state = State.CLOSED;
            connection.end(closingReason);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        breakOff(cause);
    }

    private void breakOff(Throwable cause) {
        String words = UpstreamFaults.OURS;
        if (cause instanceof IOException || cause instanceof CodecException) {
            words = UpstreamFaults.words(cause);
        } else {
            log.error("The connection to {} has met a fault in the server", connection, cause);
        }
        fail(words);
        beginToClose(words);
    }

    private void beginToClose(String reason) {
        if (state == State.OPEN) {
            state = State.CLOSING;
            closingReason = reason;
            channel.ifPresent(Channel::close);
        }
    }

    /** Does something with a link that is open, on its loop: at once, if this is it; or something else if it is not. */
    private void whileOpen(Consumer<Channel> task, Runnable otherwise) {
        Channel open = channel.orElseThrow();
        Runnable either = () -> {
            if (state == State.OPEN) {
                task.accept(open);
            } else {
                otherwise.run();
            }
        };
        if (open.eventLoop().inEventLoop()) {
            either.run();
            return;
        }
        try {
            open.eventLoop().execute(either);
        } catch (RejectedExecutionException theLoopHasEnded) {
            otherwise.run();
        }
    }

    private void whileOpen(Consumer<Channel> task) {
        whileOpen(task, () -> {});
    }

    @Override
    public void send(byte[] bytes) {
        byte[] copy = bytes.clone();
        whileOpen(open -> open.writeAndFlush(Unpooled.wrappedBuffer(copy)).addListener(sent -> {
            if (!sent.isSuccess()) {
                breakOff(sent.cause());
            }
        }));
    }

    @Override
    public void pause() {
        whileOpen(open -> {
            paused = true;
            pacer.forget(open);
            open.config().setAutoRead(false);
        });
    }

    @Override
    public void resume() {
        whileOpen(open -> {
            paused = false;
            open.config().setAutoRead(true);
        });
    }

    @Override
    public void close() {
        whileOpen(open -> beginToClose("it was closed here"));
    }

    @Override
    public void catchUp(Runnable then) {
        whileOpen(
                open -> {
                    if (paused) {
                        then.run();
                    } else {
                        pacer.catchUp(open, then);
                    }
                },
                then);
    }
}
