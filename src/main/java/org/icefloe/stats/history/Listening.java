package org.icefloe.stats.history;

/**
 * How much was listened.
 *
 * @param observedMillis for how long of the period the mount was there to be listened to, and this server to count it
 * @param listenerMillis the time that each listener listened within the period, added up
 * @param peak the most who listened at once
 * @param connections how many began to listen; who comes from another mount began there
 */
public record Listening(long observedMillis, long listenerMillis, int peak, long connections) {
    static final Listening NONE = new Listening(0, 0, 0, 0);

    /** How many listened on average while somebody could. */
    public double average() {
        return observedMillis == 0 ? 0 : (double) listenerMillis / observedMillis;
    }

    Listening plus(Listening other) {
        return new Listening(
                observedMillis + other.observedMillis,
                listenerMillis + other.listenerMillis,
                Math.max(peak, other.peak),
                connections + other.connections);
    }
}
