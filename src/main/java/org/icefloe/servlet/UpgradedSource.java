package org.icefloe.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import org.icefloe.source.SourceGate;
import org.icefloe.source.SourceRequest;
import org.icefloe.source.SourceSession;

/**
 * A source whose body has neither chunks nor a length, as almost all encoders send it. HTTP would take such a body for
 * empty (RFC 9112, 6.3), so it comes through a {@link Tunnel}.
 */
final class UpgradedSource implements Tunnel.Traffic {
    private final SourceSession session;

    private UpgradedSource(SourceSession session) {
        this.session = session;
    }

    /**
     * Turns the mount on, replies, and only then begins to read.
     *
     * @throws org.icefloe.mount.RefusedException if the mount is not to be had
     */
    static void begin(SourceGate gate, SourceRequest source, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Tunnel tunnel = new Tunnel();
        SourceSession session = gate.open(source, tunnel::close);
        try {
            tunnel.request(request, new UpgradedSource(session));
            Answers.acceptSource(response);
        } catch (Throwable fault) {
            session.end("it could not be answered: " + fault);
            throw fault;
        }
    }

    @Override
    public void begin(WebConnection connection) throws IOException {
        ServletInputStream input = connection.getInputStream();
        input.setReadListener(new SourceReader(input, session));
    }

    @Override
    public void ended() {
        session.end("the source closed the connection");
    }
}
