package org.icefloe.recording;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountSettingsBook;
import org.icefloe.time.Patience;
import org.icefloe.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records every mount whose settings name a dump file: begins when the mount does or when one is set, ends when the
 * mount does or when none is set any more.
 *
 * <p>All work on files is done by one thread, which looks at every mount twice a second, so that a killed process loses
 * no more than that. A disk that hangs holds up all recordings, and nothing else.
 */
public final class Recordings implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Recordings.class);
    private static final long TICK_MILLIS = 500;

    /** Going through the ledgers of a thousand mounts is felt, and nobody's archive is full to the minute. */
    private static final long CLEARING_SECONDS = 600;

    /** A stopping server is expected to be gone within 5 s. */
    private static final long CLOSING_MILLIS = 3_000;

    private final Set<Recorder> recorders = ConcurrentHashMap.newKeySet();
    private final MountSettingsBook book;
    private final ScheduledExecutorService thread;
    private final Archive archive;

    /**
     * @param home where relative names begin, and the ledgers of what was recorded are kept, in {@code recordings}
     * @param book for the settings of mounts that are off: their recordings grow old as well
     * @param thread a single one, for all that waits for a disk
     * @param clock for the names of files, in whose zone they are
     */
    public Recordings(Path home, MountSettingsBook book, ScheduledExecutorService thread, Clock clock, Ticker ticker) {
        this(book, thread, new Archive(home, Disk.SYSTEM, clock, ticker));
    }

    Recordings(MountSettingsBook book, ScheduledExecutorService thread, Archive archive) {
        this.book = book;
        this.thread = thread;
        this.archive = archive;
    }

    /** Begins to look after mounts. */
    public void begin() {
        thread.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(this::clear, 0, CLEARING_SECONDS, TimeUnit.SECONDS);
    }

    /** A mount is on from now on, and has no byte yet. Any thread. */
    public void mountBegan(Mount mount) {
        Recorder recorder = new Recorder(mount, archive, inTurn(), recorders::remove);
        recorders.add(recorder);
        mount.join(recorder);
    }

    /** What comes after the end is of no interest any more, and must not trouble the source that tells of it. */
    private Executor inTurn() {
        return task -> {
            try {
                thread.execute(task);
            } catch (RejectedExecutionException closed) {
                log.debug("A mount has lived longer than the recordings' thread", closed);
            }
        };
    }

    private void tick() {
        recorders.forEach(Recorder::visit);
    }

    private void clear() {
        try {
            archive.clear(book);
        } catch (RuntimeException fault) {
            log.error("Old recordings could not be cleared away; it is tried again in {} s", CLEARING_SECONDS, fault);
        }
    }

    /** Completes all files; a disk that takes longer than 3 s for it is not waited for. */
    @Override
    public void close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        inTurn().execute(() -> {
            recorders.forEach(Recorder::end);
            closed.complete(null);
        });
        if (!Patience.await(closed, CLOSING_MILLIS)) {
            log.warn("The disk has not taken the end of every recording within {} ms", CLOSING_MILLIS);
        }
    }
}
