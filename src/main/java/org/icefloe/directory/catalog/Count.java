package org.icefloe.directory.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How many stations have something in common. */
public record Count(String name, int stations) {
    private static final Comparator<Count> MOST_FIRST =
            Comparator.comparingInt(Count::stations).reversed().thenComparing(Count::name);

    static List<Count> mostFirst(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> new Count(count.getKey(), count.getValue()))
                .sorted(MOST_FIRST)
                .toList();
    }
}
