package org.icefloe.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/** An output that takes as many writes as it is told to, and is as strict as the strictest container. */
final class FakeOutput extends ServletOutputStream {
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private Optional<WriteListener> listener = Optional.empty();
    private int room = Integer.MAX_VALUE;
    private boolean broken;
    private boolean asked;
    private boolean callDue;
    private int flushes;

    /** How many writes and flushes are taken from now on before the output is full. */
    void room(int operations) {
        room = operations;
    }

    /** Lets every write fail from now on. */
    void breakDown() {
        broken = true;
    }

    /** What a container does when the network takes bytes again: it calls, if it has been asked in vain. */
    void drain() throws IOException {
        room = Integer.MAX_VALUE;
        if (callDue) {
            callDue = false;
            listener.orElseThrow().onWritePossible();
        }
    }

    byte[] sent() {
        return sent.toByteArray();
    }

    int flushes() {
        return flushes;
    }

    @Override
    public boolean isReady() {
        asked = room > 0;
        callDue |= !asked;
        return asked;
    }

    @Override
    public void setWriteListener(WriteListener newListener) {
        listener = Optional.of(newListener);
        callDue = true;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] array, int offset, int length) throws IOException {
        operate();
        sent.write(array, offset, length);
    }

    @Override
    public void flush() throws IOException {
        operate();
        flushes++;
    }

    private void operate() throws IOException {
        if (!asked) {
            throw new IllegalStateException("written without being asked whether it is ready");
        }
        asked = false;
        room--;
        if (broken) {
            throw new IOException("broken pipe");
        }
    }
}
