package org.icefloe.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** Waits for the client to close the connection; what it says until then is of no interest. */
final class Discard implements ReadListener {
    private static final int BUFFER_SIZE = 512;

    private final ServletInputStream input;
    private final Runnable atEnd;

    /** @param atEnd what to do when the client has closed, or is lost */
    Discard(ServletInputStream input, Runnable atEnd) {
        this.input = input;
        this.atEnd = atEnd;
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] thrownAway = new byte[BUFFER_SIZE];
        int length = 0;
        while (length >= 0 && input.isReady()) {
            length = input.read(thrownAway);
        }
    }

    @Override
    public void onAllDataRead() {
        atEnd.run();
    }

    @Override
    public void onError(Throwable fault) {
        atEnd.run();
    }
}
