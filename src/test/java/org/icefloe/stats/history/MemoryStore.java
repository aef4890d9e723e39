package org.icefloe.stats.history;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A store in memory, which can be made to fail. */
public final class MemoryStore implements HistoryStore {
    final Map<PeriodKey, Period> periods = new HashMap<>();
    final Map<LocalDate, byte[]> keys = new TreeMap<>();
    final List<String> deleted = new ArrayList<>();
    boolean failing;

    /** How often it was asked whether it knows a mount. */
    int asked;

    private void answer() {
        if (failing) {
            throw new IllegalStateException("the disk is full");
        }
    }

    @Override
    public Map<LocalDate, byte[]> keys() {
        return Map.copyOf(keys);
    }

    @Override
    public void add(List<Period> minutes, Map<LocalDate, byte[]> fresh) {
        answer();
        keys.putAll(fresh);
        for (Resolution resolution : Resolution.values()) {
            for (Period minute : minutes) {
                Period part = minute.within(resolution);
                periods.merge(part.key(), part, Period::plus);
            }
        }
    }

    @Override
    public List<Period> find(HistoryQuery query) {
        answer();
        List<Period> found = periods.values().stream()
                .filter(period -> period.key().scope().equals(query.scope()))
                .filter(period -> period.key().resolution() == query.resolution())
                .filter(period -> query.asksFor(period.key().start()))
                .sorted(Comparator.comparing(period -> period.key().start()))
                .toList();
        return found.subList(Math.max(0, found.size() - query.limit()), found.size());
    }

    @Override
    public boolean knows(Scope scope) {
        asked++;
        answer();
        return periods.keySet().stream().anyMatch(key -> key.scope().equals(scope));
    }

    @Override
    public boolean deleteOldest(Resolution resolution, Instant before) {
        answer();
        Optional<Instant> oldest = periods.keySet().stream()
                .filter(key -> key.resolution() == resolution)
                .map(PeriodKey::start)
                .min(Comparator.naturalOrder())
                .filter(start -> start.isBefore(before));
        oldest.ifPresent(start -> {
            deleted.add(resolution.word() + " " + start);
            periods.keySet()
                    .removeIf(
                            key -> key.resolution() == resolution && key.start().equals(start));
        });
        return oldest.isPresent();
    }

    @Override
    public boolean forgetOldestKey(LocalDate before) {
        answer();
        return keys.keySet().removeIf(day -> day.isBefore(before));
    }
}
