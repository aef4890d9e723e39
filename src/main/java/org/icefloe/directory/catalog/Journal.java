package org.icefloe.directory.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.icefloe.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has changes written, one after the other; those that come while one is written are written together then. A write
 * that hangs holds the one who makes it: others wait for their patience, and not at all once it has lasted so long. The
 * log hears once that the book fails, and once that it is well again.
 */
final class Journal {
    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    private final CatalogBook book;
    private final Ticker ticker;
    private final Duration patience;
    private final Queue<Change> waiting = new ConcurrentLinkedQueue<>();
    private final Lock writing = new ReentrantLock();
    private final AtomicBoolean failing = new AtomicBoolean();

    /** Whether a write is under way, and when it began. */
    private volatile boolean isBusy;

    private volatile long began;

    /** @param patience how long others wait for a write that is under way */
    Journal(CatalogBook book, Ticker ticker, Duration patience) {
        this.book = book;
        this.ticker = ticker;
        this.patience = patience;
    }

    /** One that waits to be written. Its outcome is set under the lock. */
    private static final class Change {
        private final Collection<String> gone;
        private final Optional<Entry> added;
        private volatile boolean isWritten;
        private volatile Optional<NotKeptException> failure = Optional.empty();

        Change(Collection<String> gone, Optional<Entry> added) {
            this.gone = gone;
            this.added = added;
        }
    }

    /**
     * Returns when the change is written.
     *
     * @throws NotKeptException if it is not; or if that is not known
     */
    void write(Collection<String> gone, Optional<Entry> added) {
        Change change = new Change(gone, added);
        waiting.add(change);
        boolean held = inTurn(() -> {
            // Else somebody has taken it.
            if (waiting.contains(change)) {
                writeAll(takeAll());
            }
        });
        // What nobody has taken by now, nobody is to write.
        waiting.remove(change);
        if (!change.isWritten) {
            throw change.failure.orElseGet(() -> held ? new NotKeptException("the write broke off") : tooLate());
        }
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
        boolean held = inTurn(() -> attempt(write).ifPresent(failure -> {
            throw failure;
        }));
        if (!held) {
            throw tooLate();
        }
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

    /** @return false if its turn did not come in time */
    private boolean inTurn(Runnable write) {
        if (!isLocked()) {
            return false;
        }
        try {
            began = ticker.nanos();
            isBusy = true;
            write.run();
        } finally {
            isBusy = false;
            writing.unlock();
        }
        return true;
    }

    private boolean isLocked() {
        boolean hangs = isBusy && ticker.nanos() - began >= patience.toNanos();
        try {
            return writing.tryLock(hangs ? 0 : patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private NotKeptException tooLate() {
        if (Thread.currentThread().isInterrupted()) {
            return new NotKeptException("the wait for the last write was interrupted");
        }
        String words = "the last write is not over after " + patience.toMillis() + " ms";
        tellFailure(words);
        return new NotKeptException(words);
    }

    private List<Change> takeAll() {
        List<Change> changes = new ArrayList<>();
        for (Change next = waiting.poll(); next != null; next = waiting.poll()) {
            changes.add(next);
        }
        return changes;
    }

    private void writeAll(List<Change> changes) {
        List<String> gone =
                changes.stream().flatMap(change -> change.gone.stream()).toList();
        List<Entry> added =
                changes.stream().flatMap(change -> change.added.stream()).toList();
        Optional<NotKeptException> failure = attempt(() -> book.write(gone, added));
        changes.forEach(change -> {
            change.failure = failure;
            change.isWritten = failure.isEmpty();
        });
    }

    private Optional<NotKeptException> attempt(Runnable write) {
        try {
            write.run();
        } catch (RuntimeException failure) {
            tellFailure(failure.getMessage());
            return Optional.of(new NotKeptException(failure));
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
