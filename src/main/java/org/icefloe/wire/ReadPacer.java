package org.icefloe.wire;

import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Lets sources rest between reads. An encoder sends a packet for each frame, forty a second, and listeners are visited
 * once a second: reading each packet by itself would cost a thousand mounts more than all their listeners. So a source
 * is read when a few have gathered in the socket, all sources of a loop in one go. Confined to its loop.
 */
final class ReadPacer {
    /** How long a source rests, in ms: half the usual delivery interval. */
    static final long REST_MILLIS = 500;

    private final EventExecutor loop;
    private List<Channel> resting = new ArrayList<>();
    private List<Channel> woken = new ArrayList<>();

    ReadPacer(EventExecutor loop) {
        this.loop = loop;
    }

    /** Reads nothing from a connection for up to {@value #REST_MILLIS} ms; that it closes is noticed all the same. */
    void rest(Channel channel) {
        channel.config().setAutoRead(false);
        if (resting.isEmpty()) {
            loop.schedule(this::wakeAll, REST_MILLIS, TimeUnit.MILLISECONDS);
        }
        resting.add(channel);
    }

    private void wakeAll() {
        List<Channel> waking = resting;
        resting = woken;
        woken = waking;
        waking.forEach(channel -> channel.config().setAutoRead(true));
        waking.clear();
    }
}
