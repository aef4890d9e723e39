package org.icefloe.stats;

/** The connection of somebody who follows the statistics, as a door shows it. */
public interface StatsSink {
    /**
     * Takes what is told first, which is as much as there are mounts. To be called at most once, before anything is
     * {@linkplain #send sent}; else as that, but nobody is closed for it, and as much more may wait from then on.
     */
    void begin(byte[] everything);

    /**
     * Takes whole lines, and sends them as fast as the client takes them; who falls too far behind is closed. Never
     * blocks. The array is shared and not to be changed. Any thread.
     */
    void send(byte[] lines);

    /** Closes the connection. Any thread. */
    void close();
}
