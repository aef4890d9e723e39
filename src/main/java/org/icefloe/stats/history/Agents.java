package org.icefloe.stats.history;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * With which players people listened: the {@value #MOST} that had most of the listening, and the others together. So
 * the shares of all always add up to the whole, however many names clients invent.
 */
public final class Agents {
    /** How many are told apart. */
    public static final int MOST = 20;

    /** Nobody. */
    public static final Agents NONE = new Agents(Map.of(), Share.NONE);

    private static final Comparator<Map.Entry<String, Share>> LARGEST_FIRST = Comparator.comparingLong(
                    (Map.Entry<String, Share> entry) -> entry.getValue().listenerMillis())
            .thenComparingLong(entry -> entry.getValue().connections())
            .reversed()
            .thenComparing(Map.Entry::getKey);

    private final Map<String, Share> named;
    private final Share others;

    /** @param named in the order in which they are to be told */
    private Agents(Map<String, Share> named, Share others) {
        this.named = named;
        this.others = others;
    }

    /**
     * Any number of them.
     *
     * @param shares by the name of the player, as {@link AgentFamily} makes it
     * @param others what others had, who are named no more
     */
    public static Agents of(Map<String, Share> shares, Share others) {
        List<Map.Entry<String, Share>> sorted =
                shares.entrySet().stream().sorted(LARGEST_FIRST).toList();
        Map<String, Share> named = new LinkedHashMap<>();
        Share rest = others;
        for (Map.Entry<String, Share> agent : sorted) {
            if (named.size() < MOST) {
                named.put(agent.getKey(), agent.getValue());
            } else {
                rest = rest.plus(agent.getValue());
            }
        }
        return new Agents(Collections.unmodifiableMap(named), rest);
    }

    /** Those that are named, the one with most of the listening first. */
    public Map<String, Share> named() {
        return named;
    }

    /** All others. */
    public Share others() {
        return others;
    }

    Agents plus(Agents other) {
        Map<String, Share> sum = new TreeMap<>(named);
        other.named.forEach((name, share) -> sum.merge(name, share, Share::plus));
        return of(sum, others.plus(other.others));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Agents agents && named.equals(agents.named) && others.equals(agents.others);
    }

    @Override
    public int hashCode() {
        return 31 * named.hashCode() + others.hashCode();
    }

    @Override
    public String toString() {
        return named + " others " + others;
    }
}
