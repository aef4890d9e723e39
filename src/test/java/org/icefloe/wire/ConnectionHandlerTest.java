package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionHandlerTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new Patient());
    private final Log log = new Log(ConnectionHandler.class);

    /** Waits a second. */
    private static final class Patient extends ConnectionHandler {
        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            closeAfter(context, Duration.ofSeconds(1));
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {}
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    private void pass(Duration time) {
        channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void faultClosesTheConnectionAndIsToldInTheLog() {
        channel.pipeline().fireExceptionCaught(new IllegalStateException("a fault"));
        assertThat(channel.isOpen()).isFalse();
        assertThat(log.warnings()).singleElement().asString().endsWith("has met a fault in the server");
    }

    @Test
    void lostConnectionIsNoFault() {
        channel.pipeline().fireExceptionCaught(new IOException("connection reset"));
        assertThat(channel.isOpen()).isFalse();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void deadlineClosesTheConnection() {
        channel.freezeTime();
        pass(Duration.ofSeconds(2));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void deadlineEndsWithTheHandler() {
        channel.freezeTime();
        channel.pipeline().remove(Patient.class);
        pass(Duration.ofSeconds(2));
        assertThat(channel.isOpen()).isTrue();
    }
}
