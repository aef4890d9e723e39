package org.icefloe.stats.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.icefloe.store.Database;
import org.icefloe.store.HistoryRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As many listeners and mounts as the server takes. What it costs is printed, and nowhere depended on. */
class CrowdTest {
    private static final int LISTENERS = 50_000;
    private static final int MOUNTS = 1_000;
    private static final int MINUTES = 5;

    @TempDir
    private Path home;

    private final HandClock time = new HandClock("2026-11-28T10:00:00Z");
    private final Collector collector =
            new Collector(new MinuteClock(time, time), new DayKeys(Map.of(), new SecureRandom()));

    @Test
    void everybodyIsCountedAndWhatItCostsIsPrinted() {
        long empty = usedBytes();
        arrive();
        long first = nanosOf(collector::tick);
        long full = usedBytes();
        time.passSeconds(1);
        long quiet = nanosOf(collector::tick);
        List<Long> ends = new ArrayList<>();
        List<Long> saves = new ArrayList<>();
        try (Database database = Database.open(HistoryProcess.settings(home))) {
            HistoryRepository store = new HistoryRepository(database);
            for (int i = 0; i < MINUTES; i++) {
                time.pass(Duration.ofMinutes(1));
                List<List<Period>> over = new ArrayList<>();
                ends.add(nanosOf(() -> over.addAll(collector.tick())));
                check(over, i);
                saves.add(nanosOf(() -> store.add(over.get(0), Map.of())));
            }
        }
        System.out.printf(
                "%,d listeners of %,d mounts, in processor time: %,d ms to take them in, %,d bytes for each;"
                        + " %.1f ms a quiet tick, %s ms the end of a minute, %s ms to save it%n",
                LISTENERS,
                MOUNTS,
                first / 1_000_000,
                (full - empty) / LISTENERS,
                quiet / 1e6,
                millis(ends),
                millis(saves));
    }

    private void arrive() {
        List<FakeFeed> feeds = IntStream.range(0, MOUNTS)
                .mapToObj(i -> new FakeFeed("/mount-" + i))
                .toList();
        feeds.forEach(collector::began);
        for (int i = 0; i < LISTENERS; i++) {
            // As requests bring them: each with strings of its own.
            Visitor who = new Visitor(
                    "198.51." + i / 250 + "." + i % 250, Optional.of("VLC/3.0." + i % 20 + " LibVLC/3.0." + i % 20));
            collector.joined(i, feeds.get(i % MOUNTS), who);
        }
    }

    private static void check(List<List<Period>> over, int minute) {
        assertThat(over).hasSize(1);
        assertThat(over.get(0)).hasSize(MOUNTS + 1);
        Period all = over.get(0).get(0);
        assertThat(all.key().scope()).isEqualTo(Scope.ALL);
        assertThat(all.listening())
                .isEqualTo(new Listening(60_000, 60_000L * LISTENERS, LISTENERS, minute == 0 ? LISTENERS : 0));
        assertThat(all.uniques().count()).isBetween(LISTENERS * 92L / 100, LISTENERS * 108L / 100);
    }

    /** Processor time, which other work on the machine makes no longer. */
    private static long nanosOf(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        work.run();
        return threads.getCurrentThreadCpuTime() - began;
    }

    private static List<Long> millis(List<Long> nanos) {
        return nanos.stream().map(each -> each / 1_000_000).toList();
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
