package org.icefloe.source;

/** The connection of a source client, as a door shows it. */
@FunctionalInterface
public interface SourceConnection {
    /** Closes it. Any thread; more than once does no harm. */
    void close();

    /** Reads what the client has sent by now, if it still waits to be read, and then does something. Any thread. */
    default void catchUp(Runnable then) {
        then.run();
    }
}
