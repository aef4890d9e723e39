package org.icefloe.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.icefloe.listener.ListenerSession;

/** A listener whose stream is the body of an asynchronous response. */
final class AsyncSink extends OutputSink {
    /**
     * What the container gathers until it is flushed, in bytes: a visit's worth, so that the pieces of a visit go to
     * the network in one write. Held only in between.
     */
    private static final int BUFFER_SIZE = 32 * 1024;

    private final Exchange exchange = new Exchange();

    @Override
    void begin(ListenerSession session, HttpServletRequest request, HttpServletResponse response) throws IOException {
        serve(session);
        exchange.atEnd(this::gone);
        exchange.begin(request);
        response.setBufferSize(BUFFER_SIZE);
        Answers.stream(response, session.responseHeaders());
        response.flushBuffer();
        open(response.getOutputStream());
    }

    @Override
    void closeFinished() {
        exchange.complete();
    }

    @Override
    void closeAborted() {
        exchange.abort();
    }

    @Override
    public void onError(Throwable fault) {
        gone();
        exchange.complete();
    }
}
