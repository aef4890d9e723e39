package org.icefloe.servlet;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.icefloe.source.SourceGate;
import org.icefloe.source.SourceRequest;
import org.icefloe.source.SourceSession;

/** A source whose body has chunks or a length, which the container takes off. */
final class FramedSource {
    private FramedSource() {}

    /**
     * Turns the mount on, replies, and only then begins to read.
     *
     * @throws org.icefloe.mount.RefusedException if the mount is not to be had
     */
    static void begin(SourceGate gate, SourceRequest source, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Exchange exchange = new Exchange();
        SourceSession session = gate.open(source, exchange::complete);
        exchange.atEnd(() -> session.end("the container has ended the request"));
        try {
            Answers.acceptSource(response);
            exchange.begin(request);
            ServletInputStream input = request.getInputStream();
            input.setReadListener(new SourceReader(input, session));
        } catch (Throwable fault) {
            session.end("it could not be answered: " + fault);
            throw fault;
        }
    }
}
