package org.icefloe.stats.history;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.icefloe.listener.ListenerObserver;
import org.icefloe.listener.ListenerSession;
import org.icefloe.listener.Listeners;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountRegistry;
import org.icefloe.time.Patience;
import org.icefloe.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history of all mounts.
 *
 * <pre>
 *   streaming threads ── events ──> Collector ── minutes that are over ──> Unsaved ──> HistoryStore
 *                                   each second, on the timer                 once a minute, on the history's thread
 * </pre>
 *
 * <p>What is asked for is put together from all three, on the history's thread, so that nothing is on its way from one
 * to the other meanwhile; the present minute, hour and day are in it as far as they have come. A kill takes the present
 * minute away, and {@link #close} nothing.
 */
public final class History implements ListenerObserver, AutoCloseable {
    /** For how many days a key is kept when its day is over, for the case that the clock is put back. */
    static final int DAYS_OF_KEYS = 1;

    /** Half an hour of a thousand mounts. */
    private static final int MOST_UNSAVED = 30_000;

    /** How many deletions follow one minute: more than come to be due, and little enough to be done before the next. */
    private static final int DELETIONS = 20;

    /** How long somebody waits for an answer, in ms. */
    private static final long PATIENCE_MILLIS = 5_000;

    /** How many may wait at once: each holds a thread of its door, and half of the workers are left for others. */
    static final int MOST_ASKING = 8;

    /** A stopping server is expected to be gone within 5 s. */
    private static final long CLOSING_MILLIS = 2_000;

    private static final Logger log = LoggerFactory.getLogger(History.class);

    private final HistoryStore store;
    private final Supplier<Retention> keep;
    private final Executor thread;
    private final Clock clock;
    private final AtomicBoolean saving = new AtomicBoolean();

    /** Given back when the history's thread has come to the question, so that no more wait there than this. */
    private final Semaphore questions = new Semaphore(MOST_ASKING);

    /** Guarded by this object but for what tells of events, as is {@link #unsaved}. */
    private final Collector collector;

    private final Unsaved unsaved = new Unsaved(MOST_UNSAVED);

    /** Guarded by this object. */
    private boolean closed;

    /** Whether the store has failed. Confined to the history's thread. */
    private boolean failing;

    /**
     * Begins to count.
     *
     * @param keep in force at the time
     * @param thread a single one, for all that waits for the store
     * @param clock labels minutes, whatever its zone
     * @param ticker measures them
     */
    public History(
            HistoryStore store,
            Supplier<Retention> keep,
            Executor thread,
            Clock clock,
            Ticker ticker,
            SecureRandom random) {
        this.store = store;
        this.keep = keep;
        this.thread = thread;
        this.clock = clock;
        this.collector = new Collector(new MinuteClock(clock, ticker), new DayKeys(store.keys(), random));
    }

    /** Counts whatever comes to these from now on. To be called before anything can come. */
    public void follow(MountRegistry mounts, Listeners audience) {
        mounts.onBegin(mount -> collector.began(new Feed.OfMount(mount)));
        audience.observe(this);
    }

    /** For tests, whose listeners need no connection. */
    Collector collector() {
        return collector;
    }

    // Any thread, at once

    @Override
    public void joined(ListenerSession session) {
        Visitor who = new Visitor(session.request().address(), session.request().header("user-agent"));
        collector.joined(session.id(), new Feed.OfMount(session.mount()), who);
    }

    @Override
    public void moved(ListenerSession session, Mount from, Mount to) {
        collector.moved(session.id(), new Feed.OfMount(to));
    }

    @Override
    public void left(ListenerSession session) {
        collector.left(session.id());
    }

    // The timer

    /** Counts what has happened, and has the minutes saved that are over. To be called about once a second. */
    public void tick() {
        try {
            collect();
        } catch (RuntimeException fault) {
            log.error("What was listened to in the last second could not be counted", fault);
        }
    }

    private synchronized void collect() {
        if (closed) {
            return;
        }
        List<List<Period>> over = collector.tick();
        over.forEach(unsaved::add);
        if (!over.isEmpty() && saving.compareAndSet(false, true)) {
            run(this::save);
        }
    }

    /** @return whether it will be run */
    private boolean run(Runnable task) {
        try {
            thread.execute(task);
            return true;
        } catch (RejectedExecutionException closed) {
            log.debug("The server is closing, and its history with it", closed);
            return false;
        }
    }

    // The history's thread

    private void save() {
        saving.set(false);
        if (saveAll()) {
            deleteOld();
        }
    }

    /** @return whether all is saved */
    private boolean saveAll() {
        try {
            for (Optional<List<Period>> next = oldest(); next.isPresent(); next = oldest()) {
                save(next.get());
            }
            if (failing) {
                log.info("The history is kept again");
            }
            failing = false;
            return true;
        } catch (RuntimeException notKept) {
            complain("The history is not kept, and waits in memory: {}", notKept);
            return false;
        }
    }

    private synchronized Optional<List<Period>> oldest() {
        return unsaved.oldest();
    }

    private void save(List<Period> minute) {
        Map<LocalDate, byte[]> keys = freshKeys();
        store.add(minute, keys);
        saved(minute, keys);
    }

    private synchronized Map<LocalDate, byte[]> freshKeys() {
        return collector.keys().fresh();
    }

    private synchronized void saved(List<Period> minute, Map<LocalDate, byte[]> keys) {
        unsaved.saved(minute);
        collector.keys().kept(keys);
    }

    /** A little after every minute, so that nothing waits for a large deletion. */
    private void deleteOld() {
        try {
            for (Resolution resolution : Resolution.values()) {
                Instant cut = keep.get().cut(resolution, clock.instant());
                atMost(DELETIONS, () -> store.deleteOldest(resolution, cut));
            }
            LocalDate oldest = DayKeys.dayOf(clock.instant()).minusDays(DAYS_OF_KEYS);
            atMost(1, () -> store.forgetOldestKey(oldest));
        } catch (RuntimeException notDeleted) {
            complain("Old history is not deleted: {}", notDeleted);
        }
    }

    private static void atMost(int times, Supplier<Boolean> step) {
        int done = 0;
        while (done < times && step.get()) {
            done++;
        }
    }

    /** Says it once, until all is well again. */
    private void complain(String sentence, RuntimeException cause) {
        if (!failing) {
            log.error(sentence, cause.getMessage());
            log.debug("Its cause", cause);
        }
        failing = true;
    }

    // Whoever asks

    /**
     * What is known, oldest first, up to this moment; empty if nothing was ever counted of that mount, as far as that
     * is still kept.
     *
     * @throws HistoryBusyException if the database does not answer for a while, if too many wait for it already, or if
     *     the history has been closed
     */
    public Optional<List<Period>> read(HistoryQuery query) {
        if (isClosed()) {
            throw HistoryBusyException.closing();
        }
        if (!questions.tryAcquire()) {
            throw HistoryBusyException.crowded(MOST_ASKING);
        }
        CompletableFuture<Optional<List<Period>>> answer = new CompletableFuture<>();
        if (!run(() -> answer(query, answer))) {
            questions.release();
            throw HistoryBusyException.closing();
        }
        if (!Patience.await(answer, PATIENCE_MILLIS) && answer.cancel(false)) {
            throw HistoryBusyException.late(PATIENCE_MILLIS);
        }
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void answer(HistoryQuery query, CompletableFuture<Optional<List<Period>>> answer) {
        try {
            if (!answer.isDone()) {
                answer.complete(readHere(query));
            }
        } catch (RuntimeException | Error fault) {
            answer.completeExceptionally(fault);
        } finally {
            questions.release();
        }
    }

    private Optional<List<Period>> readHere(HistoryQuery query) {
        List<Period> unsavedMinutes = present(query.scope());
        boolean known = query.scope().equals(Scope.ALL) || !unsavedMinutes.isEmpty() || store.knows(query.scope());
        return known ? Optional.of(readHere(query, unsavedMinutes)) : Optional.empty();
    }

    private List<Period> readHere(HistoryQuery query, List<Period> unsavedMinutes) {
        List<Period> stored = store.find(query);
        NavigableMap<Instant, Period> periods = new TreeMap<>();
        stored.forEach(period -> periods.put(period.key().start(), period));
        boolean complete = stored.size() < query.limit();
        for (Period minute : unsavedMinutes) {
            Period part = minute.within(query.resolution());
            Instant start = part.key().start();
            if (query.asksFor(start) && (complete || !start.isBefore(periods.firstKey()))) {
                periods.merge(start, part, Period::plus);
            }
        }
        while (periods.size() > query.limit()) {
            periods.pollFirstEntry();
        }
        return List.copyOf(periods.values());
    }

    /** What is in no store yet. */
    private synchronized List<Period> present(Scope scope) {
        collect();
        List<Period> present = new ArrayList<>(unsaved.of(scope));
        collector.present(scope).ifPresent(present::add);
        return present;
    }

    /**
     * Saves the present minute as far as it has come; a database that takes longer than 2 s for it is not waited for.
     */
    @Override
    public void close() {
        synchronized (this) {
            collect();
            if (!closed) {
                unsaved.add(collector.end());
            }
            closed = true;
        }
        CompletableFuture<Void> saved = new CompletableFuture<>();
        run(() -> {
            saveAll();
            saved.complete(null);
        });
        if (!Patience.await(saved, CLOSING_MILLIS)) {
            log.warn("The database has not taken the end of the history within {} ms", CLOSING_MILLIS);
        }
    }
}
