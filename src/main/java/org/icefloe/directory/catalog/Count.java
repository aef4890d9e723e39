package org.icefloe.directory.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How many stations have something in common. */
public record Count(String name, int stations) {
    private static final Comparator<Count> MOST_FIRST =
            Comparator.comparingInt(Count::stations).reversed().thenComparing(Count::name);

    /**
     * Those of now, most frequent first.
     *
     * @param before those of a moment ago
     * @param gone the names of each station that is no longer as it was
     * @param come of each that is new, or is something else now
     */
    static List<Count> after(
            List<Count> before, Stream<? extends Collection<String>> gone, Stream<? extends Collection<String>> come) {
        Map<String, Integer> counts = new HashMap<>();
        before.forEach(count -> counts.put(count.name(), count.stations()));
        gone.flatMap(Collection::stream).forEach(name -> counts.merge(name, -1, Integer::sum));
        come.flatMap(Collection::stream).forEach(name -> counts.merge(name, 1, Integer::sum));
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> new Count(count.getKey(), count.getValue()))
                .sorted(MOST_FIRST)
                .toList();
    }
}
