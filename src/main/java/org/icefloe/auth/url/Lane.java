package org.icefloe.auth.url;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Calls of which only so many are under way at a time; the others wait for their turn, in order. Nobody waits for one
 * to end, and no thread does.
 */
final class Lane {
    private final Executor executor;
    private final int width;
    private final int mostWaiting;
    private final Runnable whenIdle;

    /** Guarded by this object, as is the count. */
    private final Deque<Supplier<? extends CompletionStage<?>>> waiting = new ArrayDeque<>();

    private int underWay;

    /**
     * An empty lane.
     *
     * @param executor where calls are begun
     * @param width how many may be under way
     * @param mostWaiting how many may wait beside them
     * @param whenIdle done on the executor when the last call has ended; it may have got another by then
     */
    Lane(Executor executor, int width, int mostWaiting, Runnable whenIdle) {
        this.executor = executor;
        this.width = width;
        this.mostWaiting = mostWaiting;
        this.whenIdle = whenIdle;
    }

    /** Adds a call; tells whether there was room. Returns at once. */
    synchronized boolean add(Supplier<? extends CompletionStage<?>> call) {
        if (underWay < width) {
            underWay++;
            executor.execute(() -> begin(call));
            return true;
        }
        return waiting.size() < mostWaiting && waiting.add(call);
    }

    private void begin(Supplier<? extends CompletionStage<?>> call) {
        try {
            call.get().whenComplete((answer, fault) -> next());
        } catch (RuntimeException | Error fault) {
            next();
            throw fault;
        }
    }

    private synchronized void next() {
        if (waiting.isEmpty()) {
            underWay--;
            if (underWay == 0) {
                executor.execute(whenIdle);
            }
        } else {
            Supplier<? extends CompletionStage<?>> call = waiting.remove();
            executor.execute(() -> begin(call));
        }
    }

    synchronized boolean isIdle() {
        return underWay == 0;
    }
}
