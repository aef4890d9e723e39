package org.icefloe.boot;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.icefloe.time.Patience;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been opened so far, to be closed from the last to the first: after a whole life, or where the start broke
 * off. Closing again closes nothing twice.
 *
 * <p>All of it ends within one span. Each part may take half of what is left of that, and is left behind then, on a
 * thread of its own: so whatever hangs, a database, a disk or a backend, leaves time to all that come after.
 */
final class Opened implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Opened.class);

    private final Deque<Named> closings = new ArrayDeque<>();
    private final Duration span;

    private static final long LAST_STEPS_MILLIS = 500;

    /** How one thing is closed. */
    @FunctionalInterface
    interface Closing {
        void close();
    }

    private record Named(String name, Closing closing) {}

    /** @param span how long closing everything may take */
    Opened(Duration span) {
        this.span = span;
    }

    /**
     * @param name for an operator who reads that it hangs
     * @return the part, which is to be closed in that way
     */
    <T> T with(String name, T part, Consumer<T> close) {
        then(name, () -> close.accept(part));
        return part;
    }

    void then(String name, Closing closing) {
        closings.push(new Named(name, closing));
    }

    /** Closes everything, though one or another fails; what the last of them threw is thrown at the end. */
    @Override
    public void close() {
        closeUntil(System.nanoTime() + span.toNanos());
    }

    private void closeUntil(long end) {
        if (!closings.isEmpty()) {
            try {
                close(closings.pop(), Math.max(0, end - System.nanoTime()) / 2);
            } finally {
                closeUntil(end);
            }
        }
    }

    private static void close(Named part, long nanos) {
        FutureTask<Void> task = new FutureTask<>(part.closing()::close, null);
        Thread closer = Threads.named("icefloe-end").newThread(task);
        closer.start();
        long millis = Duration.ofNanos(nanos).toMillis();
        if (!Patience.await(task, millis) && !task.isDone()) {
            log.warn("The server ends without its {}: not closed within {} ms", part.name(), millis);
        } else {
            awaitEnd(closer);
            rethrow(task);
        }
    }

    /** Its work is done, but a container would still find it alive for a moment. */
    private static void awaitEnd(Thread closer) {
        try {
            closer.join(LAST_STEPS_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(FutureTask<Void> done) {
        try {
            done.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Error fault) {
                throw fault;
            }
            // Closings throw nothing that is checked.
            throw (RuntimeException) failed.getCause();
        } catch (InterruptedException interrupted) {
            // It is done; who closes is told at its next wait.
            Thread.currentThread().interrupt();
        }
    }
}
