package org.icefloe.stats;

/** The connection of somebody who follows the statistics, as a door shows it. */
public interface StatsSink {
    /**
     * Takes whole lines, and sends them as fast as the client takes them; who falls too far behind is closed. Never
     * blocks. The array is shared and not to be changed. Any thread.
     */
    void send(byte[] lines);
}
