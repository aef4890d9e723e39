package org.icefloe.wire;

import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.icefloe.source.SourceConnection;

/**
 * Lets sources rest between reads. An encoder sends a packet for each frame, forty a second, and listeners are visited
 * once a second: reading each packet by itself would cost a thousand mounts more than all their listeners. So a source
 * is read when a few have gathered in the socket, all sources of a loop in one go; the more there are, the longer they
 * rest. Confined to its loop.
 */
final class ReadPacer {
    /** The shortest rest, in ms: for a few sources, reading ten times a second costs nothing to speak of. */
    private static final long SHORTEST_MILLIS = 100;

    /** The longest rest, in ms: the usual delivery interval. */
    private static final long LONGEST_MILLIS = 1000;

    /**
     * What each source adds to the rest of all, in ms: so a loop reads 500 times a second at most, as long as it can.
     */
    private static final long MILLIS_PER_SOURCE = 2;

    /**
     * When a loop runs what was scheduled it has looked at its sockets before, so it has read by then what waited in
     * one that rested. In ms; whoever tells a title waits as long.
     */
    private static final long CATCHING_UP_MILLIS = 1;

    /**
     * A source that has sent as much since it was last read, in bytes, is read on at once: it is fast, or catches up.
     */
    private static final int BUSY = 16 * 1024;

    private final EventExecutor loop;
    private Set<Channel> resting = new LinkedHashSet<>();
    private Set<Channel> woken = new LinkedHashSet<>();
    private long restMillis = SHORTEST_MILLIS;

    ReadPacer(EventExecutor loop) {
        this.loop = loop;
    }

    /** Has a connection rest from which so many bytes were read just now, unless it is busy. */
    void restAfter(int bytes, Channel channel) {
        if (bytes < BUSY) {
            rest(channel);
        }
    }

    /**
     * Reads nothing from a connection for a while. That it closes is noticed all the same by epoll, by NIO when it is
     * next read.
     */
    private void rest(Channel channel) {
        channel.config().setAutoRead(false);
        if (resting.isEmpty()) {
            loop.schedule(this::wakeAll, restMillis, TimeUnit.MILLISECONDS);
        }
        resting.add(channel);
    }

    /** Leaves it to somebody else when the connection is read again. */
    void forget(Channel channel) {
        resting.remove(channel);
    }

    /** The connection of a source that rests here. */
    SourceConnection connection(Channel channel) {
        return new SourceConnection() {
            @Override
            public void close() {
                channel.close();
            }

            @Override
            public void catchUp(Runnable then) {
                loop.execute(() -> ReadPacer.this.catchUp(channel, then));
            }
        };
    }

    /** Reads what waits in a connection, and then does something. */
    void catchUp(Channel channel, Runnable then) {
        channel.config().setAutoRead(true);
        loop.schedule(then, CATCHING_UP_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void wakeAll() {
        Set<Channel> waking = resting;
        resting = woken;
        woken = waking;
        restMillis = Math.max(SHORTEST_MILLIS, Math.min(waking.size() * MILLIS_PER_SOURCE, LONGEST_MILLIS));
        waking.forEach(channel -> channel.config().setAutoRead(true));
        waking.clear();
    }
}
