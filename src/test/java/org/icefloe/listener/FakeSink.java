package org.icefloe.listener;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** A connection that keeps what it is given, and stalls or breaks when told to. */
final class FakeSink implements ListenerSink {
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private int unflushed;
    private int flushes;
    private int finishes;
    private int aborts;
    private boolean stalled;
    private Optional<Error> error = Optional.empty();
    private boolean broken;

    /** From now on, what is flushed stays in the way of what follows. */
    void stall() {
        stalled = true;
    }

    /** Takes bytes again. */
    void resume() {
        stalled = false;
        unflushed = 0;
    }

    /** From now on, every call throws. */
    void breakDown(Error thrown) {
        error = Optional.of(thrown);
    }

    void breakDown() {
        broken = true;
    }

    byte[] taken() {
        return taken.toByteArray();
    }

    int size() {
        return taken.size();
    }

    /** How many bursts of bytes it was given. */
    int flushes() {
        return flushes;
    }

    boolean isFinished() {
        return finishes == 1 && aborts == 0;
    }

    boolean isAborted() {
        return finishes == 0 && aborts == 1;
    }

    boolean isOpen() {
        return finishes == 0 && aborts == 0;
    }

    private void mayBreak() {
        error.ifPresent(thrown -> {
            throw thrown;
        });
        if (broken) {
            throw new IllegalStateException("this sink is broken");
        }
    }

    @Override
    public boolean ready() {
        mayBreak();
        return unflushed == 0;
    }

    @Override
    public void write(byte[] array, int offset, int length) {
        mayBreak();
        taken.write(array, offset, length);
        unflushed += length;
    }

    @Override
    public void flush() {
        mayBreak();
        flushes++;
        if (!stalled) {
            unflushed = 0;
        }
    }

    @Override
    public void finish() {
        mayBreak();
        finishes++;
    }

    @Override
    public void abort() {
        mayBreak();
        aborts++;
    }
}
