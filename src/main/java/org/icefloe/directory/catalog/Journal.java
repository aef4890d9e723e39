package org.icefloe.directory.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has changes written, one after the other; those that come while one is written are written together then. The log
 * hears once that the book fails, and once that it is well again.
 */
final class Journal {
    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    private final CatalogBook book;
    private final Queue<Change> waiting = new ConcurrentLinkedQueue<>();
    private final Lock writing = new ReentrantLock();

    /** Under the lock. */
    private boolean failing;

    Journal(CatalogBook book) {
        this.book = book;
    }

    /** One that waits to be written. Its outcome is set and read under the lock. */
    private static final class Change {
        private final Collection<String> gone;
        private final Optional<Entry> added;
        private boolean isOver;
        private Optional<NotKeptException> failure = Optional.empty();

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
        writing.lock();
        try {
            if (!change.isOver) {
                writeAll(takeAll());
            }
            if (change.failure.isPresent()) {
                throw change.failure.get();
            }
        } finally {
            writing.unlock();
        }
    }

    /** @throws NotKeptException if nothing was written */
    void touch(Collection<Entry> touched) {
        writeBehind(() -> book.touch(touched));
    }

    /** @throws NotKeptException if nothing was written */
    void writeClicks(Collection<ClickCount> changed, Collection<String> gone) {
        writeBehind(() -> book.writeClicks(changed, gone));
    }

    private void writeBehind(Runnable write) {
        writing.lock();
        try {
            attempt(write).ifPresent(failure -> {
                throw failure;
            });
        } finally {
            writing.unlock();
        }
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
            change.isOver = true;
            change.failure = failure;
        });
    }

    private Optional<NotKeptException> attempt(Runnable write) {
        try {
            write.run();
        } catch (RuntimeException failure) {
            if (!failing) {
                log.warn("The directory cannot be written, and takes no new streams: {}", failure.getMessage());
            }
            failing = true;
            return Optional.of(new NotKeptException(failure));
        }
        if (failing) {
            log.info("The directory is written again");
        }
        failing = false;
        return Optional.empty();
    }
}
