package org.icefloe.stats;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.icefloe.listener.ListenerObserver;
import org.icefloe.listener.ListenerSession;
import org.icefloe.source.SourceObserver;
import org.icefloe.source.SourceSession;

/**
 * What the server counts from its start, at both doors together. Nothing is added for a byte: what goes and comes is
 * counted by those who send and receive it, and added here when they are gone. Any thread may count and read.
 */
public final class ServerCounters implements ListenerObserver, SourceObserver {
    private final LongAdder connections = new LongAdder();
    private final LongAdder clientConnections = new LongAdder();
    private final LongAdder fileConnections = new LongAdder();
    private final LongAdder listenerConnections = new LongAdder();
    private final LongAdder sourceConnections = new LongAdder();
    private final LongAdder relayConnections = new LongAdder();
    private final LongAdder statsConnections = new LongAdder();
    private final LongAdder slowListeners = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();
    private final LongAdder listenerNanos = new LongAdder();
    private final AtomicInteger listeners = new AtomicInteger();
    private final AtomicInteger listenerPeak = new AtomicInteger();
    private final AtomicInteger sources = new AtomicInteger();
    private final AtomicInteger stats = new AtomicInteger();

    /** A client has connected; at the servlet door, where the container keeps connections, has sent a request. */
    public void connected() {
        connections.increment();
    }

    /** A client has asked for something by {@code GET}. */
    public void asked() {
        clientConnections.increment();
    }

    /** A file is sent. */
    public void fileSent() {
        fileConnections.increment();
    }

    void statsOpened() {
        statsConnections.increment();
        stats.incrementAndGet();
    }

    void statsClosed() {
        stats.decrementAndGet();
    }

    @Override
    public void joined(ListenerSession session) {
        listenerConnections.increment();
        listenerPeak.accumulateAndGet(listeners.incrementAndGet(), Math::max);
    }

    @Override
    public void left(ListenerSession session) {
        listeners.decrementAndGet();
        bytesSent.add(session.bytesSent());
        listenerNanos.add(session.connected().toNanos());
        if (session.fellBehind()) {
            slowListeners.increment();
        }
    }

    @Override
    public void began(SourceSession session) {
        (session.isRelay() ? relayConnections : sourceConnections).increment();
        sources.incrementAndGet();
    }

    @Override
    public void ended(SourceSession session) {
        sources.decrementAndGet();
        bytesReceived.add(session.bytesReceived());
    }

    /** Connections ever. */
    public long connections() {
        return connections.sum();
    }

    /** Requests by {@code GET} ever. */
    public long clientConnections() {
        return clientConnections.sum();
    }

    /** Files ever sent. */
    public long fileConnections() {
        return fileConnections.sum();
    }

    /** Listeners ever. */
    public long listenerConnections() {
        return listenerConnections.sum();
    }

    /** Sources that came here, ever. */
    public long sourceConnections() {
        return sourceConnections.sum();
    }

    /** Streams of other servers that were relayed, ever. */
    public long relayConnections() {
        return relayConnections.sum();
    }

    /** Those ever who followed the statistics. */
    public long statsConnections() {
        return statsConnections.sum();
    }

    /** Listeners ever dropped because they fell behind the queue. */
    public long slowListeners() {
        return slowListeners.sum();
    }

    /** How many listen now. */
    public int listeners() {
        return listeners.get();
    }

    /** The most that ever listened at once. */
    public int listenerPeak() {
        return listenerPeak.get();
    }

    /** Sources that are there now. */
    public int sources() {
        return sources.get();
    }

    /** Those who follow the statistics now. */
    public int stats() {
        return stats.get();
    }

    /** Bytes sent to listeners that have gone, without the heads of responses. */
    public long bytesSentToThoseGone() {
        return bytesSent.sum();
    }

    /** Bytes that came from sources that have gone. */
    public long bytesReceivedFromThoseGone() {
        return bytesReceived.sum();
    }

    /** How long listeners that have gone had listened, all together, in ns. */
    public long nanosOfThoseGone() {
        return listenerNanos.sum();
    }
}
