package org.icefloe.stats.history;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * Counts what happens at one mount, or at all of them, within the present minute. Times are ms of the ticker.
 *
 * <p>A time may lie a little before the minute's beginning, when a thread was late to tell of it: what was counted too
 * much then is taken off again, so that the minutes of a listener always add up to the time it was there.
 */
final class Tally {
    private final Scope scope;

    /** Those who listen now, by their numbers. */
    private final Map<Long, Presence> present = new HashMap<>();

    private final Map<String, Share> agents = new HashMap<>();
    private UniqueSketch visitors = new UniqueSketch();
    private int peak;
    private long connections;
    private Traffic traffic = Traffic.NONE;
    private long observedMillis;

    /** How many feed it now. */
    private int sources;

    /** Since when within this minute there has been something to observe; none while there is nothing. */
    private OptionalLong openSince = OptionalLong.empty();

    Tally(Scope scope) {
        this.scope = scope;
    }

    /** Somebody who listens, and since when within this minute. */
    private static final class Presence {
        private final Visitor who;
        private long since;

        private Presence(Visitor who, long since) {
            this.who = who;
            this.since = since;
        }
    }

    /** A source feeds it from now on. */
    void fed(long at) {
        sources++;
        open(at);
    }

    /** One source less feeds it. */
    void starved(long at) {
        sources--;
        closeIfIdle(at);
    }

    private void open(long at) {
        if (openSince.isEmpty()) {
            openSince = OptionalLong.of(at);
        }
    }

    private void closeIfIdle(long at) {
        if (isIdle()) {
            observedMillis += at - openSince.orElse(at);
            openSince = OptionalLong.empty();
        }
    }

    /** Whether there is neither anything to be heard nor anybody who listens. */
    boolean isIdle() {
        return sources == 0 && present.isEmpty();
    }

    /** A new connection. */
    void joined(long id, Visitor who, long at, long hash) {
        connections++;
        agents.merge(who.family(), new Share(0, 1), Share::plus);
        arrived(id, who, at, hash);
    }

    /** Somebody who listens is here from now on. */
    void arrived(long id, Visitor who, long at, long hash) {
        open(at);
        present.put(id, new Presence(who, at));
        peak = Math.max(peak, present.size());
        visitors.add(hash);
    }

    /** @return who it was, if there was one of this number */
    Optional<Visitor> left(long id, long at) {
        Optional<Presence> gone = Optional.ofNullable(present.remove(id));
        gone.ifPresent(left -> agents.merge(left.who.family(), new Share(at - left.since, 0), Share::plus));
        closeIfIdle(at);
        return gone.map(left -> left.who);
    }

    void carried(Traffic more) {
        traffic = traffic.plus(more);
    }

    /** What was counted up to now, if anything. */
    Optional<Period> period(Instant minute, long now) {
        long observed = observedMillis + Math.max(0, now - openSince.orElse(now));
        Map<String, Share> shares = new HashMap<>(agents);
        for (Presence presence : present.values()) {
            shares.merge(presence.who.family(), new Share(now - presence.since, 0), Share::plus);
        }
        long listened =
                shares.values().stream().mapToLong(Share::listenerMillis).sum();
        boolean nothing = observed == 0 && listened == 0 && connections == 0 && traffic.equals(Traffic.NONE);
        return nothing
                ? Optional.empty()
                : Optional.of(new Period(
                        new PeriodKey(scope, Resolution.MINUTE, minute),
                        new Listening(observed, listened, peak, connections),
                        traffic,
                        Uniques.of(visitors.copy()),
                        Agents.of(shares, Share.NONE)));
    }

    /** Begins a new minute with those who are here. */
    void turn(long at, ToLongFunction<Visitor> hashes) {
        observedMillis = 0;
        openSince.ifPresent(open -> openSince = OptionalLong.of(at));
        agents.clear();
        visitors = new UniqueSketch();
        peak = present.size();
        connections = 0;
        traffic = Traffic.NONE;
        for (Presence presence : present.values()) {
            presence.since = at;
            visitors.add(hashes.applyAsLong(presence.who));
        }
    }
}
