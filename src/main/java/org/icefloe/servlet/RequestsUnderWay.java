package org.icefloe.servlet;

import java.util.concurrent.CompletableFuture;
import org.icefloe.time.Patience;

/** Requests that a thread answers, so that the end of the server lets them finish. Safe for any number of threads. */
final class RequestsUnderWay {
    private final CompletableFuture<Void> none = new CompletableFuture<>();

    /** Guarded by this object, as is whether it ends. */
    private int count;

    private boolean ends;

    /**
     * To be followed by {@link #leave}, whatever the answer.
     *
     * @return whether new requests are taken still
     */
    synchronized boolean enter() {
        count++;
        return !ends;
    }

    synchronized void leave() {
        count--;
        if (ends && count == 0) {
            none.complete(null);
        }
    }

    /** Takes no more of them, and waits for those that are in. */
    void end(long millis) {
        beginEnd();
        Patience.await(none, millis);
    }

    private synchronized void beginEnd() {
        ends = true;
        if (count == 0) {
            none.complete(null);
        }
    }
}
