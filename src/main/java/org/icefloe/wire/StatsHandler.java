package org.icefloe.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.atomic.AtomicLong;
import org.icefloe.stats.StatsGate;
import org.icefloe.stats.StatsSink;

/** The connection of a client that follows the statistics. */
final class StatsHandler extends ConnectionHandler {
    private final StatsGate gate;
    private final String path;
    private Runnable whenGone = () -> {};

    StatsHandler(StatsGate gate, String path) {
        this.gate = gate;
        this.path = path;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        whenGone = gate.follow(path, new Output(context.channel()));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf ofNoInterest) {}

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        super.handlerRemoved(context);
        whenGone.run();
        whenGone = () -> {};
    }

    /** Netty keeps what the client does not take; here it is counted. */
    private record Output(Channel channel, AtomicLong room) implements StatsSink {
        Output(Channel channel) {
            this(channel, new AtomicLong(StatsGate.QUEUE));
        }

        @Override
        public void begin(byte[] everything) {
            room.addAndGet(everything.length);
            send(everything);
        }

        @Override
        public void send(byte[] lines) {
            if (room.addAndGet(-lines.length) < 0) {
                close();
                return;
            }
            channel.writeAndFlush(Unpooled.wrappedBuffer(lines)).addListener(written -> room.addAndGet(lines.length));
        }

        @Override
        public void close() {
            channel.close();
        }
    }
}
