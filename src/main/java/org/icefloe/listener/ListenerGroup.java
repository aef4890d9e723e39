package org.icefloe.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.icefloe.config.MountSettings;
import org.icefloe.mount.Audience;
import org.icefloe.mount.Mount;

/**
 * The listeners of one mount on one {@link FanOut}. The source's thread calls the {@link Audience} methods; everything
 * else is confined to the fan-out's thread.
 */
final class ListenerGroup implements Audience {
    /** How long listeners have to take what is left when the source has gone, in ms. */
    static final long LAST_BYTES_MILLIS = 10_000;

    /** The same if they go on at another mount, in ms: no less than a queue gives a slow connection elsewhere. */
    private static final long MOVING_MILLIS = 30_000;

    private final Mount mount;
    private final FanOut fanOut;

    /** The first {@value ListenerRow#SIZE} are the first row, and so on: whoever leaves is replaced by the last one. */
    private final List<ListenerSession> sessions = new ArrayList<>();

    /** Other servers, which are visited the moment bytes arrive; no more than a row of them, for that has its price. */
    private final List<ListenerSession> servers = new ArrayList<>(0);

    /** Whether there are any; written on the fan-out's thread, read on the source's. */
    private volatile boolean serversListen;

    private final AtomicBoolean visitPending = new AtomicBoolean();

    /** Whether somebody waits for the first byte; written on the fan-out's thread, read on the source's. */
    private volatile boolean somebodyWaits = true;

    private int rows;
    private Optional<Ending> ending = Optional.empty();
    private long limitTick = -1;
    private long limit;

    /** The mount is no more. */
    private record Ending(Optional<Mount> heir) {}

    private ListenerGroup(Mount mount, FanOut fanOut) {
        this.mount = mount;
        this.fanOut = fanOut;
    }

    static ListenerGroup join(Mount mount, FanOut fanOut) {
        ListenerGroup group = new ListenerGroup(mount, fanOut);
        mount.join(group);
        return group;
    }

    void add(ListenerSession session) {
        session.joined(this, sessions.size());
        sessions.add(session);
        somebodyWaits = true;
        if (session.isOfServer() && servers.size() < ListenerRow.SIZE) {
            servers.add(session);
            serversListen = true;
        }
        if (sessions.size() > rows * ListenerRow.SIZE) {
            fanOut.enqueueFirst(new ListenerRow(this, rows, mount.buffer().head()), rows);
            rows++;
        }
        ending.ifPresent(end -> fanOut.guarded(session, () -> session.mountEnded(end.heir())));
    }

    /** @return whether that was the last one */
    boolean remove(ListenerSession session) {
        if (session.group() != this) {
            return false;
        }
        ListenerSession last = sessions.remove(sessions.size() - 1);
        if (last != session) {
            sessions.set(session.place(), last);
            last.joined(this, session.place());
        }
        if (session.isOfServer() && servers.remove(session)) {
            serversListen = !servers.isEmpty();
        }
        session.parted();
        if (sessions.isEmpty()) {
            mount.part(this);
        }
        return sessions.isEmpty();
    }

    /**
     * Where the stream ends for all visits within one tick. A common end makes the next visits send common bytes, which
     * a door can prepare once for all.
     */
    long limitIn(long tick) {
        if (limitTick != tick) {
            limitTick = tick;
            limit = mount.buffer().head();
        }
        return limit;
    }

    Mount mount() {
        return mount;
    }

    MountSettings settings() {
        return mount.settings();
    }

    /**
     * From the last to the first: one that closes is replaced by one behind it, which has had its visit or will have
     * it.
     */
    void visitRow(int number, long limit) {
        int first = number * ListenerRow.SIZE;
        for (int i = Math.min(first + ListenerRow.SIZE, sessions.size()) - 1; i >= first; i--) {
            fanOut.visit(sessions.get(i), limit);
        }
    }

    /** Whether a row is still of use; the last one is given up when it is empty. */
    boolean keeps(int number) {
        boolean last = number == rows - 1;
        if (last && sessions.size() <= number * ListenerRow.SIZE) {
            rows--;
            return false;
        }
        return !sessions.isEmpty();
    }

    @Override
    public void bytesArrived() {
        boolean urgent = somebodyWaits || serversListen || mount.settings().lowDelay();
        if (urgent && visitPending.compareAndSet(false, true)) {
            fanOut.run(this::visitUrgent);
        }
    }

    private void visitUrgent() {
        visitPending.set(false);
        long head = mount.buffer().head();
        if (mount.settings().lowDelay()) {
            somebodyWaits = visit(sessions, head, false);
        } else {
            if (somebodyWaits) {
                somebodyWaits = visit(sessions, head, true);
            }
            visit(servers, head, false);
        }
    }

    /**
     * From the last to the first: one that closes is replaced by one behind it.
     *
     * @return whether any of them still waits for the first byte
     */
    private boolean visit(List<ListenerSession> those, long head, boolean onlyThoseThatWait) {
        boolean waiting = false;
        for (int i = those.size() - 1; i >= 0; i--) {
            ListenerSession session = those.get(i);
            if (!onlyThoseThatWait || session.isWaiting()) {
                fanOut.visit(session, head);
                waiting |= !session.isClosed() && session.isWaiting();
            }
        }
        return waiting;
    }

    @Override
    public void mountEnded(Optional<Mount> heir) {
        fanOut.run(() -> {
            ending = Optional.of(new Ending(heir));
            forEach(session -> session.mountEnded(heir));
            if (!sessions.isEmpty()) {
                fanOut.runLater(this::abortAll, heir.isPresent() ? MOVING_MILLIS : LAST_BYTES_MILLIS);
            }
        });
    }

    @Override
    public void recalled(Mount origin, boolean everybody) {
        fanOut.run(() -> forEach(session -> session.recalled(origin, everybody)));
    }

    void abortAll() {
        forEach(ListenerSession::abort);
    }

    private void forEach(Consumer<ListenerSession> action) {
        for (ListenerSession session : List.copyOf(sessions)) {
            fanOut.guarded(session, () -> action.accept(session));
        }
    }
}
