package org.icefloe.listener;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.icefloe.mount.Mount;
import org.icefloe.time.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Visits listeners, on one thread. Nobody is woken for every frame: listeners stand in rows, and rows in a wheel of
 * slots, each {@value #TICK_MILLIS} ms. When its slot comes round, each listener of a row is sent everything since the
 * last visit in one write. Listeners of low-delay mounts, and those that wait for their first byte, are also visited
 * the moment bytes arrive.
 *
 * <pre>
 *   slot     0    1    2    3   ...  63        a visit puts the row pause/50 ms slots ahead
 *            |    |    |    |         |
 *          [r,r] [ ]  [r]  [r,r,r]  [ ]
 *                 ^ now
 * </pre>
 *
 * <p>Everything but {@link #admit}, {@link #run}, {@link #close} and the constructor happens on the loop's thread.
 */
public final class FanOut {
    /** Length of a slot, in ms. */
    static final int TICK_MILLIS = 50;

    private static final int SLOTS = 64;

    /** Over how many slots new rows are spread: a second. */
    private static final int SPREAD = 20;

    /** The longest pause that fits the wheel, in ms. */
    static final int LONGEST_PAUSE_MILLIS = TICK_MILLIS * (SLOTS - 1);

    private static final Logger log = LoggerFactory.getLogger(FanOut.class);

    private final ScheduledExecutorService loop;
    private final Ticker ticker;
    private final List<List<ListenerRow>> wheel = new ArrayList<>(SLOTS);
    private final Map<Mount, ListenerGroup> groups = new HashMap<>();
    private List<ListenerRow> spare = new ArrayList<>();

    /** Counts the slots that were visited; all listeners of a mount are sent the same bytes within one. */
    private long tick;

    @Nullable
    private ScheduledFuture<?> ticking;

    /** @param loop a single thread; a door may lend the one that its connections live on */
    public FanOut(ScheduledExecutorService loop, Ticker ticker) {
        this.loop = loop;
        this.ticker = ticker;
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

    /** Closes the connections of all listeners. Any thread; never waits: what it gives is done when that is. */
    public CompletableFuture<Void> close() {
        try {
            return CompletableFuture.runAsync(
                    () -> List.copyOf(groups.values()).forEach(ListenerGroup::abortAll), loop);
        } catch (RejectedExecutionException ended) {
            // Its listeners have ended with it.
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Takes a listener in and pays it the first visit. Any thread. */
    void admit(ListenerSession session) {
        run(() -> {
            if (!session.isClosed()) {
                takeIn(session);
            }
        });
    }

    /** Has a listener visited among those of its mount, and pays it the first visit. */
    void takeIn(ListenerSession session) {
        ListenerGroup group = groups.computeIfAbsent(session.mount(), mount -> ListenerGroup.join(mount, this));
        group.add(session);
        session.heedCallers();
        visit(session, session.mount().buffer().head());
        startTicking();
    }

    /** Forgets a listener that has closed; one that was never taken in is not here. */
    void left(ListenerSession session) {
        ListenerGroup group = session.group();
        if (group != null && group.remove(session)) {
            groups.remove(group.mount());
            if (groups.isEmpty()) {
                stopTicking();
            }
        }
    }

    /** The time, in ns of the ticker. */
    long nanos() {
        return ticker.nanos();
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

    /** Visits the rows of the next slot and puts each where it is due then. */
    private void turn() {
        tick++;
        int present = (int) (tick % SLOTS);
        List<ListenerRow> due = wheel.get(present);
        wheel.set(present, spare);
        for (ListenerRow row : due) {
            if (row.visit(tick)) {
                enqueue(row, Math.max(1, row.pauseMillis() / TICK_MILLIS));
            }
        }
        due.clear();
        spare = due;
    }

    /** Takes in a new row; a crowd that comes at once is spread over the first second. */
    void enqueueFirst(ListenerRow row, int number) {
        enqueue(row, 1 + number % SPREAD);
    }

    private void enqueue(ListenerRow row, int slots) {
        wheel.get((int) ((tick + slots) % SLOTS)).add(row);
    }

    void visit(ListenerSession session, long limit) {
        guarded(session, () -> session.visit(limit));
    }

    /** A fault at one listener costs that listener its connection, and nobody else anything. */
    void guarded(ListenerSession session, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error fault) {
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
        } catch (RuntimeException | Error again) {
            log.error("Its connection cannot even be closed", again);
        }
    }
}
