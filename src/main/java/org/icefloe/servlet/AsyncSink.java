package org.icefloe.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.icefloe.listener.ListenerSession;

/** A listener whose stream is the body of an asynchronous response. */
final class AsyncSink extends OutputSink {
    private final Exchange exchange = new Exchange();

    @Override
    void begin(ListenerSession session, HttpServletRequest request, HttpServletResponse response) throws IOException {
        serve(session);
        exchange.atEnd(this::gone);
        exchange.begin(request);
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
