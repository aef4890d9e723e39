package org.icefloe.listener;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.icefloe.config.MountSetting;
import org.icefloe.mount.Cursor;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.StreamBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener, at one mount after the other.
 *
 * <pre>
 *   WAITING ── the queue holds an entry: headers and burst ──> PLAYING ── mount ends, or another calls ──> LEAVING
 *      ^                                                                                                      │
 *      └────────────────────── at the next mount ──────────── all is sent up to the place of leaving ─────────┤
 *                                                                                                             │
 *   CLOSED <────────────── no next mount; or at any time: behind the queue, client gone ──────────────────────┘
 * </pre>
 *
 * <p>The place of leaving is where the stream stood when the word came: the end of a frame. At the next mount a
 * listener begins with what has come there since the last byte it was sent came here, so that it neither misses a
 * moment nor falls behind further with every move.
 *
 * <p>Confined to the thread of its {@link FanOut}, but for what says that any thread may call it.
 */
public final class ListenerSession {
    private static final Logger log = LoggerFactory.getLogger(ListenerSession.class);

    /** Bytes of audio written between two looks at whether the connection takes more. */
    private static final int PORTION = 32 * 1024;

    private final ListenerRequest request;
    private final Grant grant;
    private final Listeners audience;
    private final String server;
    private final int metadataInterval;
    private final Delivery delivery;
    private final ListenerSink sink;
    private final FanOut fanOut;
    private final Consumer<ListenerSession> onClose;
    private final long beganNanos;
    private final boolean ofServer;

    /** Written on the fan-out's thread. */
    private volatile Mount mount;

    /** Bytes handed to the connection, without the head of the response. Written on the fan-out's thread. */
    private volatile long bytesSent;

    /** The mounts whose fallback this is, the last one left last. */
    private final Deque<MountName> cameFrom = new ArrayDeque<>(1);

    /** What is sent before the stream: an intro, or headers. */
    private final Deque<LeadIn> leadIns = new ArrayDeque<>(1);

    /** How much of a burst the intro takes the place of, in bytes. */
    private int introBytes;

    /** When the last byte came that was sent of another mount, in ns of the ticker. */
    private OptionalLong heardUntil = OptionalLong.empty();

    /** Where the listener is; none while it waits for an entry. */
    private @Nullable Cursor cursor;

    /** Set while the listener is on its way out of the mount. */
    private @Nullable Departure departure;

    private boolean closed;

    /** Set before it is closed. */
    private volatile boolean fellBehind;

    /**
     * Among whom the fan-out visits this session, and where in there it stands; none before it begins and after it has
     * closed.
     */
    private @Nullable ListenerGroup group;

    private int place;

    /** Bytes before the stream, and where they end. */
    private record LeadIn(Cursor cursor, long end) {}

    /** Where the listener leaves, and for which mount, if any. */
    private record Departure(long position, Optional<Mount> target) {}

    /** @param onClose run once, when the listener is gone */
    ListenerSession(
            Admission admission,
            ListenerRequest request,
            ListenerSink sink,
            FanOut fanOut,
            Consumer<ListenerSession> onClose) {
        this.mount = admission.mount();
        this.grant = admission.grant();
        this.audience = admission.audience();
        this.server = admission.server();
        this.request = request;
        this.metadataInterval = StreamHeaders.metadataInterval(mount, request);
        this.delivery = metadataInterval == 0 ? Delivery.plain() : new IcyDelivery(metadataInterval, mount);
        this.sink = sink;
        this.fanOut = fanOut;
        this.onClose = onClose;
        this.ofServer = request.isFromServer();
        this.beganNanos = fanOut.nanos();
        admission.insteadOf().ifPresent(cameFrom::addLast);
        admission.intro().ifPresent(this::beginWith);
    }

    private void beginWith(byte[] intro) {
        introBytes = intro.length;
        leadIns.add(new LeadIn(Cursor.before(Long.MAX_VALUE, intro), Long.MAX_VALUE));
    }

    /** The headers of the response, which the door sends before {@link #begin()}. */
    public Map<String, String> responseHeaders() {
        return StreamHeaders.of(mount, request, server, metadataInterval);
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

    /** Closes the connection at once. Any thread. */
    public void disconnect() {
        fanOut.run(() -> fanOut.guarded(this, this::abort));
    }

    /**
     * Has the listener go on at another mount of the same format, at the end of the frame it hears. Any thread; has no
     * effect on one that is gone, or on its way to where its mount's end has sent it.
     */
    public void moveTo(Mount target) {
        fanOut.run(() -> fanOut.guarded(this, () -> sendTo(target)));
    }

    private void sendTo(Mount target) {
        if (!closed && !mount.isEnded() && target != mount) {
            leave(Optional.of(target));
        }
    }

    /** Where the listener is, or was last. Any thread. */
    public Mount mount() {
        return mount;
    }

    /** Number of the connection, unique in this process. */
    public long id() {
        return grant.id();
    }

    /** What the client has asked for. */
    public ListenerRequest request() {
        return request;
    }

    /** The user name, if the listener has proved one. */
    public Optional<String> user() {
        return grant.user();
    }

    /** How long the listener has been there. Any thread. */
    public Duration connected() {
        return Duration.ofNanos(fanOut.nanos() - beganNanos);
    }

    /** Bytes handed to the connection, without the head of the response. Any thread. */
    public long bytesSent() {
        return bytesSent;
    }

    /** Whether it is gone because it had fallen behind the queue. Any thread. */
    public boolean fellBehind() {
        return fellBehind;
    }

    Grant grant() {
        return grant;
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

    /** Whether another server listens, whose own listeners wait for each byte. */
    boolean isOfServer() {
        return ofServer;
    }

    /** Whether it is to be sent the first byte of the stream the moment that comes. */
    boolean isWaiting() {
        return cursor == null && leadIns.isEmpty();
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
        if (departure == null && hasListenedLongEnough()) {
            departure = new Departure(mount.buffer().head(), Optional.empty());
        }
        if (hasHadLeadIns() && (cursor != null || join()) && hasHadLeadIns()) {
            play(cursor, limit);
        }
        if (departure != null && !closed && hasHadAll(departure) && sink.ready()) {
            depart(departure);
        }
    }

    private boolean hasListenedLongEnough() {
        Duration most = grant.timeLimit().orElse(mount.settings().get(MountSetting.MAX_LISTENER_DURATION));
        return !most.isZero() && fanOut.nanos() - beganNanos > most.toNanos();
    }

    private void play(Cursor from, long limit) {
        if (mount.buffer().hasPassed(from)) {
            dropAsTooSlow();
        } else {
            deliver(from, departure == null ? limit : Math.min(limit, departure.position()));
        }
    }

    private boolean hasHadAll(Departure leaving) {
        return leadIns.isEmpty() && (cursor == null || cursor.position() >= leaving.position());
    }

    /** Sends what comes before the stream, as far as the connection takes it, and tells whether that is all. */
    private boolean hasHadLeadIns() {
        while (!leadIns.isEmpty()) {
            LeadIn first = leadIns.getFirst();
            deliver(first.cursor(), first.end());
            if (first.cursor().position() < first.end()) {
                return false;
            }
            leadIns.removeFirst();
        }
        return true;
    }

    /** Finds a place to begin, and puts the headers that belong there before it. */
    private boolean join() {
        Optional<StreamBuffer.Entry> entry = heardUntil.isPresent()
                ? mount.beginSince(heardUntil.getAsLong())
                : mount.begin(Math.max(0, mount.buffer().burst() - introBytes));
        entry.ifPresent(found -> {
            cursor = found.cursor();
            if (found.headers().length > 0) {
                long end = cursor.position();
                leadIns.add(new LeadIn(Cursor.before(end, found.headers()), end));
            }
        });
        return entry.isPresent();
    }

    private void deliver(Cursor from, long limit) {
        while (from.position() < limit && sink.ready()) {
            int written = delivery.deliver(from, limit, PORTION, sink);
            mount.counters().sent(written);
            count(written);
            sink.flush();
        }
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // One thread writes.
    private void count(int written) {
        bytesSent += written;
    }

    private void dropAsTooSlow() {
        log.info(
                "Listener {} of {} has fallen too far behind the queue and is dropped",
                audience.shown(request.address()),
                mount.name());
        fellBehind = true;
        mount.counters().droppedSlowListener();
        abort();
    }

    /**
     * The mount is no more: what is left is sent as fast as the connection takes it.
     *
     * @param heir where to go on then, if anywhere; else the connection is closed
     */
    void mountEnded(Optional<Mount> heir) {
        boolean isCalledElsewhere = departure != null
                && departure.target().filter(target -> !target.isEnded()).isPresent();
        leave(isCalledElsewhere ? departure.target() : heir);
    }

    /** Another mount calls its listeners back. */
    void recalled(Mount origin, boolean everybody) {
        if (departure == null && (everybody || cameFrom.contains(origin.name()))) {
            leave(Optional.of(origin));
        }
    }

    private void leave(Optional<Mount> target) {
        long head = mount.buffer().head();
        departure = new Departure(head, target);
        visit(head);
    }

    /** Goes to where the departure leads by now: a mount may have ended before its listeners were there. */
    private void depart(Departure leaving) {
        Optional<Mount> target = leaving.target();
        while (target.isPresent() && target.get().isEnded()) {
            target = target.get().heir();
        }
        departure = null;
        if (target.isEmpty()) {
            sink.finish();
            close();
        } else if (target.get() != mount) {
            goOnAt(target.get());
        }
    }

    private void goOnAt(Mount target) {
        fanOut.left(this);
        remember(target);
        if (cursor != null) {
            heardUntil = OptionalLong.of(mount.buffer().timeOf(cursor.position()));
        }
        Mount left = mount;
        left.leave();
        target.enter();
        mount = target;
        audience.moved(this, left, target);
        cursor = null;
        delivery.moveTo(target);
        fanOut.takeIn(this);
    }

    /** Follows the calls that went out while it was on its way to this mount. */
    void heedCallers() {
        for (Mount caller : mount.callers()) {
            recalled(caller, false);
        }
    }

    /** Whoever goes back forgets the way it came; whoever goes on adds to it. */
    private void remember(Mount target) {
        if (cameFrom.contains(target.name())) {
            while (!cameFrom.removeLast().equals(target.name())) {
                // It was left behind that mount.
            }
        } else if (mount.isEnded()) {
            cameFrom.addLast(mount.name());
        }
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
            mount.leave();
            onClose.accept(this);
            fanOut.left(this);
        }
    }
}
