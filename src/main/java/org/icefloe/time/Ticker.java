package org.icefloe.time;

/** A monotonic source of nanoseconds for measuring spans; its zero point means nothing. */
@FunctionalInterface
public interface Ticker {
    /** The present reading, in ns. */
    long nanos();

    /** The system's monotonic clock. */
    static Ticker system() {
        return System::nanoTime;
    }
}
