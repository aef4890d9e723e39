package org.icefloe.stats.history;

/** What was counted within a minute, an hour or a day. Immutable. */
public record Period(PeriodKey key, Listening listening, Traffic traffic, Uniques uniques, Agents agents) {
    private static final long SLACK_MILLIS = 1_000;

    /** This and what else was counted within the same period, or the longer one that both are parts of. */
    public Period plus(Period other) {
        return new Period(
                key,
                listening.plus(other.listening),
                traffic.plus(other.traffic),
                uniques.plus(other.uniques),
                agents.plus(other.agents));
    }

    /** This as a part of a longer period. */
    public Period within(Resolution longer) {
        return new Period(key.within(longer), listening, traffic, uniques, agents);
    }

    /**
     * Whether it was observed from its beginning to its end, so that nothing more is to be expected of it. A minute may
     * come out a moment shorter than the clock has it.
     */
    public boolean isWhole() {
        return listening.observedMillis() >= key.resolution().length().toMillis() - SLACK_MILLIS;
    }
}
