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

    /** So many listeners are visited in one tick without keeping others waiting. */
    private static final int FEW = 32;

    private final Mount mount;
    private final FanOut fanOut;
    private final long phase;
    private final List<ListenerSession> sessions = new ArrayList<>();
    private final AtomicBoolean visitPending = new AtomicBoolean();

    /** Whether somebody waits for the first byte; written on the fan-out's thread, read on the source's. */
    private volatile boolean somebodyWaits = true;

    private boolean ended;
    private long limitTick = -1;
    private long limit;

    private ListenerGroup(Mount mount, FanOut fanOut, long phase) {
        this.mount = mount;
        this.fanOut = fanOut;
        this.phase = phase;
    }

    /** @param phase the present tick, from which those of the group's visits are counted */
    static ListenerGroup join(Mount mount, FanOut fanOut, long phase) {
        ListenerGroup group = new ListenerGroup(mount, fanOut, phase);
        mount.join(group);
        return group;
    }

    void add(ListenerSession session) {
        session.joined(this, sessions.size());
        sessions.add(session);
        somebodyWaits = true;
        if (ended) {
            fanOut.guarded(session, session::finish);
        }
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

    /**
     * Brings a few listeners into step, so that the bytes of a mount are prepared once for all of them. A crowd stays
     * spread over the whole pause as it came.
     *
     * @param slots the pause, in ticks
     * @return when the next visit is due, in ticks from now: 1 to {@code slots}
     */
    int inStep(long tick, int slots) {
        return sessions.size() > FEW ? slots : slots - (int) ((tick - phase + slots) % slots);
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
