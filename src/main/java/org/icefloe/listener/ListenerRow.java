package org.icefloe.listener;

/**
 * A few listeners of one mount who are visited together: one after the other they are sent the same bytes, which are
 * prepared once and still warm in the processor's cache. A crowd is many rows, each visited at a moment of its own.
 */
final class ListenerRow {
    /** The most listeners of a row: visited in well under a millisecond, so nobody else waits for them. */
    static final int SIZE = 32;

    private final ListenerGroup group;
    private final int number;
    private final Pace pace = new Pace();
    private long lastLimit;

    /** @param number how many rows of the group stand before this one */
    ListenerRow(ListenerGroup group, int number, long head) {
        this.group = group;
        this.number = number;
        this.lastLimit = head;
    }

    /**
     * Pays each of its listeners a visit.
     *
     * @return whether there is to be another
     */
    boolean visit(long tick) {
        long limit = group.limitIn(tick);
        group.visitRow(number, limit);
        pace.visited(limit - lastLimit, group.settings());
        lastLimit = limit;
        return group.keeps(number);
    }

    /** How long its listeners can do without another visit, in ms. */
    int pauseMillis() {
        return pace.pauseMillis();
    }
}
