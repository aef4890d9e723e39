package org.icefloe.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.util.Optional;
import org.icefloe.servlet.tomcat.TomcatSocket;

/**
 * A connection that is taken out of HTTP: what is read and written then is just the stream, without chunks and without
 * an end that HTTP would know of. Servlets have {@code upgrade()} for this, made for protocols such as WebSocket;
 * Tomcat does it for any request, even of HTTP/1.0, and a listener then costs it a fifth of the memory. Jetty does it
 * only for those that ask with an {@code Upgrade} header, which players and encoders do not.
 */
final class Tunnel {
    /** Guarded by {@code this}. */
    private Optional<WebConnection> connection = Optional.empty();

    /** Guarded by {@code this}. */
    private boolean closed;

    private volatile Optional<RequestTrace> trace = Optional.empty();

    /** Who uses a tunnel. Called on the container's threads. */
    interface Traffic {
        /** The connection is there; to be read and written through listeners from now on. */
        void begin(WebConnection connection) throws IOException;

        /** The connection is gone. */
        void ended();
    }

    /** Whether the container has tunnels. */
    static boolean isPossible(ServletContext container) {
        return TomcatSocket.isSupported(container);
    }

    /**
     * Asks for the connection. To be called before the head of the response is written; the traffic begins when the
     * container has its thread back.
     */
    void request(HttpServletRequest request, Traffic traffic) throws IOException, ServletException {
        trace = RequestTrace.of(request);
        request.upgrade(TunnelHandler.class).connect(this, traffic);
        trace.ifPresent(RequestTrace::goesOn);
    }

    void opened(WebConnection open) {
        if (isClosedBefore(open)) {
            TomcatSocket.close(open);
        }
    }

    private synchronized boolean isClosedBefore(WebConnection open) {
        connection = Optional.of(open);
        return closed;
    }

    /** Closes the connection at once; what was handed to the network before is still sent. Any thread. */
    void close() {
        takeConnection().ifPresent(TomcatSocket::close);
        ended();
    }

    /** The connection is gone. */
    void ended() {
        trace.ifPresent(RequestTrace::end);
    }

    /** What there is to close, for the first who asks. */
    private synchronized Optional<WebConnection> takeConnection() {
        Optional<WebConnection> mine = closed ? Optional.empty() : connection;
        closed = true;
        return mine;
    }
}
