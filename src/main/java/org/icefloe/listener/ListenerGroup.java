package org.icefloe.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.icefloe.mount.Audience;
import org.icefloe.mount.Mount;

/**
 * The listeners of one mount on one {@link FanOut}. The source's thread calls the {@link Audience} methods; everything
 * else is confined to the fan-out's thread.
 */
final class ListenerGroup implements Audience {
    /** How long listeners have to take what is left when the source has gone, in ms. */
    static final long LAST_BYTES_MILLIS = 10_000;

    private final Mount mount;
    private final FanOut fanOut;
    private final List<ListenerSession> sessions = new ArrayList<>();
    private final AtomicBoolean visitPending = new AtomicBoolean();

    /** Whether somebody waits for the first byte; written on the fan-out's thread, read on the source's. */
    private volatile boolean somebodyWaits = true;

    private boolean ended;
    private long limitTick = -1;
    private long limit;

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
        session.place = sessions.size();
        sessions.add(session);
        somebodyWaits = true;
        if (ended) {
            fanOut.guarded(session, session::finish);
        }
    }

    /** @return whether that was the last one */
    boolean remove(ListenerSession session) {
        if (session.place < 0) {
            return false;
        }
        ListenerSession last = sessions.remove(sessions.size() - 1);
        if (last != session) {
            sessions.set(session.place, last);
            last.place = session.place;
        }
        session.place = ListenerSession.NOWHERE;
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

    @Override
    public void bytesArrived() {
        boolean urgent = somebodyWaits || mount.settings().lowDelay();
        if (urgent && visitPending.compareAndSet(false, true)) {
            fanOut.run(this::visitUrgent);
        }
    }

    private void visitUrgent() {
        visitPending.set(false);
        boolean all = mount.settings().lowDelay();
        long head = mount.buffer().head();
        boolean waiting = false;
        for (int i = sessions.size() - 1; i >= 0; i--) {
            ListenerSession session = sessions.get(i);
            if (all || session.isWaiting()) {
                fanOut.visit(session, head);
                waiting |= !session.isClosed() && session.isWaiting();
            }
        }
        somebodyWaits = waiting;
    }

    @Override
    public void mountEnded() {
        fanOut.run(this::finishAll);
    }

    private void finishAll() {
        ended = true;
        forEach(ListenerSession::finish);
        if (!sessions.isEmpty()) {
            fanOut.runLater(() -> forEach(ListenerSession::abort), LAST_BYTES_MILLIS);
        }
    }

    private void forEach(Consumer<ListenerSession> action) {
        for (ListenerSession session : List.copyOf(sessions)) {
            fanOut.guarded(session, () -> action.accept(session));
        }
    }
}
