package org.icefloe.stats.history;

/**
 * What listeners of one kind of player had of a period.
 *
 * @param listenerMillis the time that each listened, added up
 * @param connections how many began to listen
 */
public record Share(long listenerMillis, long connections) {
    static final Share NONE = new Share(0, 0);

    Share plus(Share other) {
        return new Share(listenerMillis + other.listenerMillis, connections + other.connections);
    }
}
