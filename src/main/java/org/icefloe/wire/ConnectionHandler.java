package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all handlers of a connection share: a fault ends the connection and is told in the log, for nobody else would
 * see it; and a deadline lasts no longer than the handler that set it. Confined to the connection's event loop.
 */
abstract class ConnectionHandler extends SimpleChannelInboundHandler<ByteBuf> {
    private static final Logger log = LoggerFactory.getLogger(ConnectionHandler.class);

    private Optional<Future<?>> deadline = Optional.empty();

    /** Closes the connection after that time, unless this handler is gone by then; takes the place of what was set. */
    final void closeAfter(ChannelHandlerContext context, Duration time) {
        stopDeadline();
        deadline =
                Optional.of(context.executor().schedule(() -> context.close(), time.toMillis(), TimeUnit.MILLISECONDS));
    }

    final void stopDeadline() {
        deadline.ifPresent(set -> set.cancel(false));
    }

    @Override
    public final void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            clientHasSentAll(context);
        }
    }

    /** The client will send nothing any more: as a rule it is gone, and so is what it wanted. */
    void clientHasSentAll(ChannelHandlerContext context) {
        context.close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stopDeadline();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            log.error(
                    "The connection of {} has met a fault in the server",
                    AccessTrace.of(context.channel()).client(context.channel()),
                    cause);
        }
        context.close();
    }
}
