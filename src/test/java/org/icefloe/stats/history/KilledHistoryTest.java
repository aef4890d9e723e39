package org.icefloe.stats.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.icefloe.store.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code kill -9} leaves of the history. */
class KilledHistoryTest {
    /** From half past ten to after midnight. */
    private static final int KEPT = 100;

    @TempDir
    private Path home;

    @Test
    void everyMinuteThatWasOverIsThereAndIsPartOfItsHourAndItsDay() throws IOException {
        try (HistoryProcess process = HistoryProcess.start(home)) {
            process.awaitKept(KEPT);
        }
        HandClock time = new HandClock("2026-12-24T00:00:00Z");
        try (Database database = Database.open(HistoryProcess.settings(home));
                History history = HistoryProcess.open(database, time)) {
            for (String mount : List.of("/0", "/1", "/2")) {
                List<Period> minutes = read(history, new Scope(mount), Resolution.MINUTE);
                assertThat(minutes).hasSizeGreaterThanOrEqualTo(KEPT);
                assertThat(minutes)
                        .allMatch(minute -> minute.listening().listenerMillis() == 60_000)
                        .allMatch(minute -> minute.uniques().count() == 1);
                assertThat(minutes.get(0).key().start()).isEqualTo(HistoryProcess.BEGAN);
                for (Resolution resolution : List.of(Resolution.HOUR, Resolution.DAY)) {
                    List<Period> periods = read(history, new Scope(mount), resolution);
                    assertThat(sum(periods)).as(resolution.word()).isEqualTo(sum(minutes));
                    assertThat(periods).allMatch(period -> period.uniques().count() == 1);
                }
            }
            List<Period> all = read(history, Scope.ALL, Resolution.MINUTE).stream()
                    .filter(minute -> minute.listening().listenerMillis() > 0)
                    .toList();
            assertThat(all)
                    .as("a minute is there for all, or for nobody")
                    .hasSameSizeAs(read(history, new Scope("/0"), Resolution.MINUTE))
                    .allMatch(minute -> minute.listening().listenerMillis() == 60_000 * HistoryProcess.MOUNTS)
                    .allMatch(minute -> minute.uniques().count() == HistoryProcess.MOUNTS);
        }
    }

    private static long sum(List<Period> periods) {
        return periods.stream()
                .mapToLong(period -> period.listening().listenerMillis())
                .sum();
    }

    private static List<Period> read(History history, Scope scope, Resolution resolution) {
        Instant end = Instant.parse("2027-11-28T00:00:00Z");
        return history.read(new HistoryQuery(scope, resolution, Instant.EPOCH, end, 1_000_000))
                .orElse(List.of());
    }
}
