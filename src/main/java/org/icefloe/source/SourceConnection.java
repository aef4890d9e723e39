package org.icefloe.source;

/** The connection of a source client, as a door shows it. */
@FunctionalInterface
public interface SourceConnection {
    /** Closes it. Any thread; more than once does no harm. */
    void close();
}
