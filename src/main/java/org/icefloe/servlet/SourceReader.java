package org.icefloe.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.icefloe.source.SourceSession;

/** Hands a source's body to its session. The container calls it on one thread at a time. */
final class SourceReader implements ReadListener {
    private static final int BUFFER_SIZE = 8192;

    private final ServletInputStream input;
    private final SourceSession session;
    private final byte[] buffer = new byte[BUFFER_SIZE];

    SourceReader(ServletInputStream input, SourceSession session) {
        this.input = input;
        this.session = session;
    }

    /**
     * @throws IOException at the first byte that comes after the session has ended, to be rid of a client that goes on
     */
    @Override
    public void onDataAvailable() throws IOException {
        int length = 0;
        while (length >= 0 && input.isReady()) {
            if (session.isEnded()) {
                throw new IOException("the session is over");
            }
            length = input.read(buffer);
            if (length > 0) {
                session.receive(ByteBuffer.wrap(buffer, 0, length));
            }
        }
    }

    @Override
    public void onAllDataRead() {
        session.end("the source has sent all it had");
    }

    @Override
    public void onError(Throwable fault) {
        session.end(
                fault instanceof EOFException ? "the source closed the connection" : "the connection failed: " + fault);
    }
}
