package org.icefloe.wire;

import io.netty.channel.Channel;
import java.util.concurrent.Semaphore;

/**
 * Counts connections that are sent a file. Each may stop to take it and hold a portion in memory; a stream's listener
 * is sent what others are sent too, and a file what nobody else is. Safe for any number of threads.
 */
final class FileLimit {
    private final Semaphore room;

    /** @param most how many there may be at a time */
    FileLimit(int most) {
        this.room = new Semaphore(most);
    }

    /** Whether there is room for one more; if so, it is taken until the connection is closed. */
    boolean tryEnter(Channel channel) {
        boolean entered = room.tryAcquire();
        if (entered) {
            channel.closeFuture().addListener(closed -> room.release());
        }
        return entered;
    }
}
