package org.icefloe.listener;

/**
 * The connection of one listener, as a door shows it. Called only on the thread of the listener's {@link FanOut}; never
 * blocks.
 */
public interface ListenerSink {
    /**
     * Whether everything written before has been handed to the network. After an answer of {@code false} the door calls
     * {@link ListenerSession#sinkReady()} once, as soon as the answer would be {@code true}.
     */
    boolean ready();

    /**
     * Takes bytes for the listener; {@link #flush()} sends them. The array is shared by all listeners and never
     * changes: it is neither written to nor copied without need.
     */
    void write(byte[] array, int offset, int length);

    /** Sends what was written. */
    void flush();

    /** Closes the connection when everything written has been sent. */
    void finish();

    /** Closes the connection at once. */
    void abort();
}
