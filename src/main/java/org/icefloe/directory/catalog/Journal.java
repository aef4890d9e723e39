package org.icefloe.directory.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.icefloe.time.Patience;
import org.icefloe.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has one thread write all changes; those that come while it writes are written together then. Whoever asks waits for
 * his patience, and not at all once a write has lasted so long. The log hears once that the book fails, and once that
 * it is well again.
 *
 * <p>What nobody waits for any more is not begun. What is under way then may be written nevertheless; an entry that is
 * so is dropped at once, for nobody has its SID. If that fails, or if the database commits what it has not answered,
 * the entry is there after the next restart until it expires or its server lists the URL again. What was dropped with
 * such a change stays until the next restart, and is gone then: its server adds it again.
 */
final class Journal {
    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    private final CatalogBook book;
    private final Executor writer;
    private final Ticker ticker;
    private final Duration patience;
    private final Queue<Change> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean failing = new AtomicBoolean();

    /** When the write has begun that is under way. */
    private volatile OptionalLong began = OptionalLong.empty();

    /**
     * Writes nothing yet.
     *
     * @param writer a single thread, which may be held by the book
     * @param patience how long somebody waits for a write
     */
    Journal(CatalogBook book, Executor writer, Ticker ticker, Duration patience) {
        this.book = book;
        this.writer = writer;
        this.ticker = ticker;
        this.patience = patience;
    }

    /** How a write ends: with a failure, or well. Cancelled by who waits for it no longer. */
    private static final class Outcome extends CompletableFuture<Optional<NotKeptException>> {}

    private record Change(Collection<String> gone, Optional<Entry> added, Outcome outcome) {}

    /**
     * Returns when the change is written.
     *
     * @throws NotKeptException if it is not; or if that is not known
     */
    void write(Collection<String> gone, Optional<Entry> added) {
        Change change = new Change(gone, added, new Outcome());
        await(change.outcome, () -> {
            waiting.add(change);
            writer.execute(this::writeWaiting);
        });
    }

    /** @throws NotKeptException if nothing was written, or if that is not known */
    void touch(Collection<Entry> touched) {
        writeBehind(() -> book.touch(touched));
    }

    /** @throws NotKeptException if nothing was written, or if that is not known */
    void writeClicks(Collection<ClickCount> changed, Collection<String> gone) {
        writeBehind(() -> book.writeClicks(changed, gone));
    }

    private void writeBehind(Runnable write) {
        Outcome outcome = new Outcome();
        await(
                outcome,
                () -> writer.execute(() -> {
                    if (!outcome.isDone()) {
                        outcome.complete(attempt(write));
                    }
                }));
    }

    /** Whether something is kept that is written behind; if not, the log has heard of it. */
    static boolean isKept(Runnable write) {
        try {
            write.run();
            return true;
        } catch (NotKeptException failure) {
            log.debug("The directory is written the next time", failure);
            return false;
        }
    }

    // Whoever asks

    private void await(Outcome outcome, Runnable begin) {
        if (hangs()) {
            throw tooLate();
        }
        try {
            begin.run();
        } catch (RejectedExecutionException ending) {
            outcome.cancel(false);
            throw new NotKeptException("the server is closing");
        }
        if (!Patience.await(outcome, patience.toMillis()) && outcome.cancel(false)) {
            throw tooLate();
        }
        outcome.join().ifPresent(failure -> {
            throw failure;
        });
    }

    private boolean hangs() {
        OptionalLong since = began;
        return since.isPresent() && ticker.nanos() - since.getAsLong() >= patience.toNanos();
    }

    private NotKeptException tooLate() {
        if (Thread.currentThread().isInterrupted()) {
            return new NotKeptException("the wait for the write was interrupted");
        }
        String words = "a write is not over after " + patience.toMillis() + " ms";
        tellFailure(words);
        return new NotKeptException(words);
    }

    // The writer

    private void writeWaiting() {
        List<Change> changes = new ArrayList<>();
        for (Change next = waiting.poll(); next != null; next = waiting.poll()) {
            if (!next.outcome.isDone()) {
                changes.add(next);
            }
        }
        if (!changes.isEmpty()) {
            writeAll(changes);
        }
    }

    private void writeAll(List<Change> changes) {
        List<String> gone =
                changes.stream().flatMap(change -> change.gone.stream()).toList();
        List<Entry> added =
                changes.stream().flatMap(change -> change.added.stream()).toList();
        Optional<NotKeptException> failure = attempt(() -> book.write(gone, added));
        List<String> unheard = changes.stream()
                .filter(change -> !change.outcome.complete(failure) && failure.isEmpty())
                .flatMap(change -> change.added.stream())
                .map(Entry::sid)
                .toList();
        if (!unheard.isEmpty()) {
            attempt(() -> book.write(unheard, List.of()));
        }
    }

    private Optional<NotKeptException> attempt(Runnable write) {
        began = OptionalLong.of(ticker.nanos());
        try {
            write.run();
        } catch (RuntimeException failure) {
            tellFailure(failure.getMessage());
            return Optional.of(new NotKeptException(failure));
        } catch (Error fault) {
            log.error("A write of the directory broke off", fault);
            return Optional.of(new NotKeptException("the write broke off"));
        } finally {
            began = OptionalLong.empty();
        }
        if (failing.getAndSet(false)) {
            log.info("The directory is written again");
        }
        return Optional.empty();
    }

    private void tellFailure(String words) {
        if (!failing.getAndSet(true)) {
            log.warn("The directory cannot be written, and takes no new streams: {}", words);
        }
    }
}
