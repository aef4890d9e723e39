package org.icefloe.listener;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.icefloe.mount.Mount;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Visits listeners, on one thread. Nobody is woken for every frame: a listener stands in a wheel of slots, each
 * {@value #TICK_MILLIS} ms, and is visited when its slot comes round; then everything since the last visit goes out in
 * one write. Listeners of low-delay mounts, and those that wait for their first byte, are also visited the moment bytes
 * arrive.
 *
 * <pre>
 *   slot     0    1    2    3   ...  63        a visit puts the listener pause/50 ms slots ahead
 *            |    |    |    |         |
 *          [s,s] [ ]  [s]  [s,s,s]  [ ]
 *                 ^ now
 * </pre>
 *
 * <p>Everything but {@link #admit}, {@link #run} and the constructor happens on the loop's thread.
 */
public final class FanOut {
    /** Length of a slot, in ms. */
    static final int TICK_MILLIS = 50;

    private static final int SLOTS = 64;

    /** The longest pause that fits the wheel, in ms. */
    static final int LONGEST_PAUSE_MILLIS = TICK_MILLIS * (SLOTS - 1);

    private static final Logger log = LoggerFactory.getLogger(FanOut.class);

    private final ScheduledExecutorService loop;
    private final List<List<ListenerSession>> wheel = new ArrayList<>(SLOTS);
    private final Map<Mount, ListenerGroup> groups = new HashMap<>();
    private List<ListenerSession> spare = new ArrayList<>();

    /** Counts the slots that were visited; all listeners of a mount are sent the same bytes within one. */
    private long tick;

    @Nullable
    private ScheduledFuture<?> ticking;

    /** @param loop a single thread; a door may lend the one that its connections live on */
    public FanOut(ScheduledExecutorService loop) {
        this.loop = loop;
        for (int i = 0; i < SLOTS; i++) {
            wheel.add(new ArrayList<>(0));
        }
    }

    /**
     * Runs something on the loop's thread, before long. Any thread. A loop that has ended has taken its listeners
     * along, and whoever wants something of them, a source above all, must not suffer from it.
     */
    void run(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException ended) {
            log.debug("A fan-out loop has ended, and its listeners with it", ended);
        }
    }

    /** Runs something on the loop's thread after a while. */
    void runLater(Runnable task, long millis) {
        loop.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    /** Takes a listener in and pays it the first visit. Any thread. */
    void admit(ListenerSession session) {
        run(() -> {
            if (!session.isClosed()) {
                takeIn(session);
            }
        });
    }

    private void takeIn(ListenerSession session) {
        ListenerGroup group = groups.computeIfAbsent(session.mount(), mount -> ListenerGroup.join(mount, this, tick));
        group.add(session);
        visit(session, session.mount().buffer().head());
        startTicking();
        enqueue(session, group);
    }

    /** Forgets a listener that has closed; one that was never taken in is not here. */
    void left(ListenerSession session) {
        ListenerGroup group = session.group();
        if (group != null && group.remove(session)) {
            groups.remove(session.mount());
            if (groups.isEmpty()) {
                stopTicking();
            }
        }
    }

    private void startTicking() {
        if (ticking == null && !groups.isEmpty()) {
            ticking = loop.scheduleAtFixedRate(this::turn, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void stopTicking() {
        if (ticking != null) {
            ticking.cancel(false);
            ticking = null;
        }
        wheel.forEach(List::clear);
    }

    /** Visits the listeners of the next slot and puts each where it is due then. */
    private void turn() {
        tick++;
        int present = (int) (tick % SLOTS);
        List<ListenerSession> due = wheel.get(present);
        wheel.set(present, spare);
        for (ListenerSession session : due) {
            if (!session.isClosed()) {
                ListenerGroup group = session.group();
                visit(session, group.limitIn(tick));
                enqueue(session, group);
            }
        }
        due.clear();
        spare = due;
    }

    private void enqueue(ListenerSession session, ListenerGroup group) {
        if (!session.isClosed()) {
            int pause = Math.min(session.pauseMillis(), LONGEST_PAUSE_MILLIS);
            int slots = group.inStep(tick, Math.max(1, pause / TICK_MILLIS));
            wheel.get((int) ((tick + slots) % SLOTS)).add(session);
        }
    }

    void visit(ListenerSession session, long limit) {
        guarded(session, () -> session.visit(limit));
    }

    /** A fault at one listener costs that listener its connection, and nobody else anything. */
    void guarded(ListenerSession session, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException fault) {
            log.error(
                    "A listener of {} is closed because of a fault in the server",
                    session.mount().name(),
                    fault);
            abandon(session);
        }
    }

    private static void abandon(ListenerSession session) {
        try {
            session.abort();
        } catch (RuntimeException again) {
            log.error("Its connection cannot even be closed", again);
        }
    }
}
