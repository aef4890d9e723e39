package org.icefloe.stats.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.icefloe.store.Database;
import org.icefloe.store.HistoryRepository;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What 50,000 listeners of 1,000 mounts cost: a second in which nothing happens, and the end of a minute. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 10)
@Measurement(iterations = 20)
public class CollectorBench {
    private final HandClock time = new HandClock("2026-11-28T10:00:00Z");
    private final Collector collector =
            new Collector(new MinuteClock(time, time), new DayKeys(Map.of(), new SecureRandom()));
    private Path home;
    private Database database;
    private HistoryRepository store;
    private List<Period> minute;

    /** Everybody comes, and the first minute is over. */
    @Setup
    public void arrive() throws IOException {
        home = Files.createTempDirectory("icefloe-bench");
        database = Database.open(HistoryProcess.settings(home));
        store = new HistoryRepository(database);
        Crowd.of(50_000, 1_000).arrive(collector);
        collector.tick();
    }

    /** The next minute is over, or the next second. */
    @Setup(Level.Invocation)
    public void pass() {
        time.pass(Duration.ofMinutes(1));
        minute = collector.tick().get(0);
        time.pass(Duration.ofMinutes(1));
    }

    /** All that is counted of a minute. */
    @Benchmark
    public List<List<Period>> endOfMinute() {
        return collector.tick();
    }

    /** It goes into the database, H2. */
    @Benchmark
    public void save() {
        store.add(minute, Map.of());
    }

    /** Takes the home away. */
    @TearDown
    public void close() throws IOException {
        database.close();
        try (var files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
