package org.icefloe.listener;

import java.util.Map;
import java.util.Optional;
import org.icefloe.mount.Cursor;
import org.icefloe.mount.Mount;
import org.icefloe.mount.StreamBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener at one mount.
 *
 * <pre>
 *   WAITING ── the queue holds an entry: headers and burst ──> PLAYING ── source gone ──> ENDING ── all is sent ──> CLOSED
 *      │                                                          │                          │                        │
 *      └── source gone, client gone          behind the queue, client gone      too slow, client gone ────────────────┘
 * </pre>
 *
 * <p>Confined to the thread of its {@link FanOut}, but for {@link #sinkReady()} and {@link #clientGone()}, which a door
 * may call from any thread.
 */
public final class ListenerSession {
    private static final Logger log = LoggerFactory.getLogger(ListenerSession.class);

    /** Bytes of audio written between two looks at whether the connection takes more. */
    private static final int PORTION = 32 * 1024;

    private final Mount mount;
    private final String address;
    private final int metadataInterval;
    private final Delivery delivery;
    private final ListenerSink sink;
    private final FanOut fanOut;
    private final Runnable onClose;

    /** Where the listener is; none while it waits for an entry. */
    @Nullable
    private Cursor cursor;

    /** Whether the source is gone, and what is left is the last there is. */
    private boolean ending;

    private boolean closed;

    /**
     * Among whom the fan-out visits this session, and where in there it stands; none before it begins and after it has
     * closed.
     */
    @Nullable
    private ListenerGroup group;

    private int place;

    /** @param onClose run once, when the listener is gone */
    ListenerSession(Mount mount, ListenerRequest request, ListenerSink sink, FanOut fanOut, Runnable onClose) {
        this.mount = mount;
        this.address = request.address();
        this.metadataInterval = StreamHeaders.metadataInterval(mount, request);
        this.delivery = metadataInterval == 0 ? Delivery.plain() : new IcyDelivery(metadataInterval, mount);
        this.sink = sink;
        this.fanOut = fanOut;
        this.onClose = onClose;
    }

    /** The headers of the response, which the door sends before {@link #begin()}. */
    public Map<String, String> responseHeaders() {
        return StreamHeaders.of(mount, metadataInterval);
    }

    /** Begins to listen: at once, or as soon as the stream has a place where a decoder can begin. Any thread. */
    public void begin() {
        fanOut.admit(this);
    }

    /** The connection takes bytes again. Any thread. */
    public void sinkReady() {
        fanOut.run(() -> fanOut.visit(this, mount.buffer().head()));
    }

    /** The client has closed the connection, or it has failed. Any thread. */
    public void clientGone() {
        fanOut.run(this::close);
    }

    Mount mount() {
        return mount;
    }

    @Nullable
    ListenerGroup group() {
        return group;
    }

    int place() {
        return place;
    }

    void joined(ListenerGroup joined, int at) {
        group = joined;
        place = at;
    }

    void parted() {
        group = null;
    }

    boolean isClosed() {
        return closed;
    }

    boolean isWaiting() {
        return cursor == null;
    }

    /**
     * Sends what has come since the last visit, as far as the connection takes it.
     *
     * @param limit position up to which to send
     */
    void visit(long limit) {
        if (closed) {
            return;
        }
        if (cursor != null || join()) {
            play(cursor, limit);
        }
        if (ending && !closed && hasHadAll() && sink.ready()) {
            sink.finish();
            close();
        }
    }

    private void play(Cursor from, long limit) {
        if (from.hasFallenBehind()) {
            dropAsTooSlow();
        } else {
            deliver(from, limit);
        }
    }

    private boolean hasHadAll() {
        return cursor == null || cursor.position() == mount.buffer().head();
    }

    /** Finds a place to begin and sends the headers that belong there. */
    private boolean join() {
        Optional<StreamBuffer.Entry> entry =
                mount.buffer().join(mount.settings().burstSize().mostBytes());
        entry.ifPresent(found -> {
            cursor = found.cursor();
            if (found.headers().length > 0) {
                sink.write(found.headers(), 0, found.headers().length);
                sink.flush();
                mount.counters().sent(found.headers().length);
            }
        });
        return entry.isPresent();
    }

    private void deliver(Cursor from, long limit) {
        while (from.position() < limit && sink.ready()) {
            int written = delivery.deliver(from, limit, PORTION, sink);
            mount.counters().sent(written);
            sink.flush();
        }
    }

    private void dropAsTooSlow() {
        log.info("Listener {} of {} has fallen too far behind the queue and is dropped", address, mount.name());
        mount.counters().droppedSlowListener();
        abort();
    }

    /** The source is gone: what is left is sent as fast as the connection takes it, and then the connection closed. */
    void finish() {
        ending = true;
        visit(mount.buffer().head());
    }

    /** Closes the connection at once. */
    void abort() {
        if (!closed) {
            close();
            sink.abort();
        }
    }

    private void close() {
        if (!closed) {
            closed = true;
            onClose.run();
            fanOut.left(this);
        }
    }
}
