package org.icefloe.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.WebConnection;
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
        connection.getInputStream().setReadListener(new Ears(connection.getInputStream()));
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

    /** Listens for the end of the connection; whatever else a listener says is of no interest. */
    private final class Ears implements ReadListener {
        private static final int MOUTHFUL = 512;

        private final ServletInputStream input;

        Ears(ServletInputStream input) {
            this.input = input;
        }

        @Override
        public void onDataAvailable() throws IOException {
            byte[] thrownAway = new byte[MOUTHFUL];
            while (input.isReady() && input.read(thrownAway) >= 0) {}
        }

        @Override
        public void onAllDataRead() {
            onError(new IOException("the listener has closed the connection"));
        }

        @Override
        public void onError(Throwable fault) {
            TunnelSink.this.onError(fault);
        }
    }
}
