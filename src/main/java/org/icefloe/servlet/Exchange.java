package org.icefloe.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request whose answer takes as long as the stream. Containers do not take it well when a request is completed twice,
 * or after they have completed it themselves; an exchange can be completed by anybody at any time, and only the first
 * counts. Who that is, is decided under the monitor; the container is called outside it, for some of its calls come
 * back here, and from other threads too.
 */
final class Exchange implements AsyncListener {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);

    /** To Jetty this status says that the connection is to be closed as it is; others refuse it. */
    private static final int ABORT = -1;

    /** Guarded by {@code this}. */
    private Optional<AsyncContext> context = Optional.empty();

    /** Guarded by {@code this}. */
    private boolean completed;

    private volatile Runnable atEnd = () -> {};

    private volatile Optional<RequestTrace> trace = Optional.empty();

    /** Says whom to tell when the exchange is over or has failed; perhaps more than once, and from any thread. */
    void atEnd(Runnable action) {
        atEnd = action;
    }

    /** Takes a request away from the container's thread, without a limit of time. */
    void begin(HttpServletRequest request) {
        trace = RequestTrace.of(request);
        trace.ifPresent(RequestTrace::goesOn);
        AsyncContext begun = request.startAsync();
        begun.setTimeout(0);
        begun.addListener(this);
        if (isCompletedBefore(begun)) {
            finish(begun);
        }
    }

    private synchronized boolean isCompletedBefore(AsyncContext begun) {
        context = Optional.of(begun);
        return completed;
    }

    /** Gives the request back to the container, which sends what it holds and closes the connection. */
    void complete() {
        takeContext().ifPresent(this::finish);
    }

    /** What there is to complete, for the first who asks. */
    private synchronized Optional<AsyncContext> takeContext() {
        Optional<AsyncContext> mine = completed ? Optional.empty() : context;
        completed = true;
        return mine;
    }

    private void finish(AsyncContext context) {
        try {
            context.complete();
        } catch (IllegalStateException over) {
            log.debug("The container has completed a request itself in the same moment", over);
        }
        trace.ifPresent(RequestTrace::end);
    }

    /**
     * Ends the exchange with a response that is not sent to its end: the client takes nothing any more, and completing
     * would wait for it. Where the container knows no such thing, its own timeout must do.
     */
    void abort() {
        takeContext().ifPresent(mine -> {
            cut(mine);
            finish(mine);
        });
    }

    private static void cut(AsyncContext context) {
        try {
            ((HttpServletResponse) context.getResponse()).sendError(ABORT);
        } catch (IOException | IllegalStateException | IllegalArgumentException unknown) {
            log.debug("This container does not cut a response short", unknown);
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        synchronized (this) {
            completed = true;
        }
        atEnd.run();
        trace.ifPresent(RequestTrace::end);
    }

    /** The one place where an exchange may be completed whose connection has failed. */
    @Override
    public void onError(AsyncEvent event) {
        atEnd.run();
        complete();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        onError(event);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
