package org.icefloe.mount;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What a mount counts from the moment its source is there. Any thread may count and read. */
public final class MountCounters {
    private final AtomicInteger listeners = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final LongAdder connections = new LongAdder();
    private final LongAdder slowListeners = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();

    /**
     * Counts a listener in, unless that would be one too many.
     *
     * @param most how many there may be
     * @return whether there was room
     */
    boolean tryEnter(int most) {
        int before;
        do {
            before = listeners.get();
            if (before >= most) {
                return false;
            }
        } while (!listeners.compareAndSet(before, before + 1));
        connections.increment();
        peak.accumulateAndGet(before + 1, Math::max);
        return true;
    }

    void leave() {
        listeners.decrementAndGet();
    }

    /** Counts bytes handed to a listener's connection. */
    public void sent(long bytes) {
        bytesSent.add(bytes);
    }

    /** Counts bytes that a source has sent. */
    public void received(long bytes) {
        bytesReceived.add(bytes);
    }

    /** Counts a listener that was dropped because it fell behind the queue. */
    public void droppedSlowListener() {
        slowListeners.increment();
    }

    /** How many listen now. */
    public int listeners() {
        return listeners.get();
    }

    /** The most that ever listened at once. */
    public int listenerPeak() {
        return peak.get();
    }

    /** How many ever came. */
    public long listenerConnections() {
        return connections.sum();
    }

    /** How many were dropped because they fell behind the queue. */
    public long slowListeners() {
        return slowListeners.sum();
    }

    /** Bytes handed to listeners' connections, without response heads. */
    public long bytesSent() {
        return bytesSent.sum();
    }

    /** Bytes that came from sources, as they were sent. */
    public long bytesReceived() {
        return bytesReceived.sum();
    }
}
