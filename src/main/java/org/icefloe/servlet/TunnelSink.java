package org.icefloe.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.WebConnection;
import java.io.EOFException;
import java.io.IOException;
import org.icefloe.listener.ListenerSession;

/** A listener whose stream goes through a {@link Tunnel}: never in chunks, and noticed to be gone as soon as it is. */
final class TunnelSink extends OutputSink implements Tunnel.Traffic {
    private final Tunnel tunnel = new Tunnel();

    @Override
    void begin(ListenerSession session, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        serve(session);
        tunnel.request(request, this);
        Answers.stream(response, session.responseHeaders());
        response.flushBuffer();
    }

    @Override
    public void begin(WebConnection connection) throws IOException {
        ServletInputStream input = connection.getInputStream();
        input.setReadListener(new Discard(input, () -> onError(new EOFException("the listener has gone"))));
        open(connection.getOutputStream());
    }

    @Override
    public void ended() {
        gone();
    }

    @Override
    void closeFinished() {
        tunnel.close();
    }

    @Override
    void closeAborted() {
        tunnel.close();
    }

    @Override
    public void onError(Throwable fault) {
        gone();
        tunnel.close();
    }
}
