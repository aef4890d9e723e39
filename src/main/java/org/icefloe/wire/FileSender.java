package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a file in portions. A worker reads the next one when the client has taken the last: so no event loop ever waits
 * for a disk, no worker for a client, and a portion is all that is in memory.
 *
 * <pre>
 *   event loop   head ──┐         ┌─ portion ──> taken ──┐         ┌─ last portion ──> LingeringClose
 *   worker              └─ read ──┘                      └─ read ──┘
 * </pre>
 */
final class FileSender extends ConnectionHandler {
    private static final Logger log = LoggerFactory.getLogger(FileSender.class);

    /**
     * In bytes: what a client that takes nothing holds. At 1 Gbit/s workers are asked eight thousand times a second.
     */
    private static final int PORTION = 16 * 1024;

    /** How long a client may take for a portion: a quarter of a KiB/s is fast enough, and players may pause. */
    private static final Duration TAKING = Duration.ofSeconds(60);

    /** When a worker is asked again, if none was to be had, in ms. */
    private static final int RETRY_MILLIS = 50;

    private final ByteBuf head;
    private final InputStream file;
    private final Executor workers;

    /**
     * Takes both over.
     *
     * @param head what is sent before
     * @param file read by one worker at a time
     */
    FileSender(ByteBuf head, InputStream file, Executor workers) {
        this.head = head;
        this.file = file;
        this.workers = workers;
    }

    /** Gives both up, in the place of sending them. */
    void drop() {
        head.release();
        close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(true);
        context.channel().write(head, context.voidPromise());
        readNext(context);
    }

    private void readNext(ChannelHandlerContext context) {
        if (context.isRemoved()) {
            return;
        }
        closeAfter(context, TAKING);
        try {
            workers.execute(() -> read(context));
        } catch (RejectedExecutionException tooManyAtOnce) {
            context.executor().schedule(() -> readNext(context), RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Called on a worker's thread. */
    private void read(ChannelHandlerContext context) {
        try {
            byte[] portion = file.readNBytes(PORTION);
            context.executor().execute(() -> send(context, Unpooled.wrappedBuffer(portion)));
        } catch (IOException cut) {
            // The length was promised, and only the end of the connection says that it is not kept.
            log.debug("A file was not sent to its end", cut);
            context.close();
        }
    }

    private void send(ChannelHandlerContext context, ByteBuf portion) {
        if (context.isRemoved()) {
            return;
        }
        if (portion.readableBytes() < PORTION) {
            context.pipeline().remove(this);
            LingeringClose.after(context.channel(), portion);
        } else {
            context.channel().writeAndFlush(portion).addListener(written -> {
                if (written.isSuccess()) {
                    readNext(context);
                } else {
                    context.close();
                }
            });
        }
    }

    /** Some clients close their side behind the request. */
    @Override
    void clientHasSentAll(ChannelHandlerContext context) {}

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf thrownAway) {}

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        super.handlerRemoved(context);
        close();
    }

    private void close() {
        try {
            file.close();
        } catch (IOException e) {
            log.debug("A file did not close", e);
        }
    }
}
