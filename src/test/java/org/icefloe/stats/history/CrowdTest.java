package org.icefloe.stats.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** As many listeners and mounts as the server takes; what that costs is measured by {@link CollectorBench}. */
class CrowdTest {
    private static final int LISTENERS = 50_000;
    private static final int MOUNTS = 1_000;

    private final HandClock time = new HandClock("2026-11-28T10:00:00Z");
    private final Collector collector =
            new Collector(new MinuteClock(time, time), new DayKeys(Map.of(), new SecureRandom()));

    @Test
    void everybodyIsCountedAndAMinuteHasOneRowForEachMount() {
        Crowd.of(LISTENERS, MOUNTS).arrive(collector);
        for (int minute = 0; minute < 3; minute++) {
            time.pass(Duration.ofMinutes(1));
            List<List<Period>> over = collector.tick();

            assertThat(over).hasSize(1);
            assertThat(scopes(over.get(0))).hasSize(MOUNTS + 1);
            assertThat(over.get(0)).hasSize(MOUNTS + 1);
            Period all = over.get(0).get(0);
            assertThat(all.key().scope()).isEqualTo(Scope.ALL);
            assertThat(all.listening())
                    .isEqualTo(new Listening(60_000, 60_000L * LISTENERS, LISTENERS, minute == 0 ? LISTENERS : 0));
            assertThat(all.uniques().count()).isBetween(LISTENERS * 92L / 100, LISTENERS * 108L / 100);
        }
    }

    private static Set<Scope> scopes(List<Period> minute) {
        return minute.stream().map(period -> period.key().scope()).collect(Collectors.toSet());
    }
}
