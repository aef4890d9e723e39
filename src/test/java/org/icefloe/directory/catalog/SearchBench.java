package org.icefloe.directory.catalog;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.icefloe.net.HostList;
import org.icefloe.time.Ticker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long somebody waits for what he looks for among 100,000 entries, while 1,000 of them are touched each second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 5)
@Measurement(iterations = 2, time = 5)
public class SearchBench {
    private static final int MANY = 100_000;
    private static final int TOUCHES_AT_ONCE = 10;
    private static final CatalogQuery ALL = CatalogQuery.all(new CatalogQuery.Page(0, 50));
    private static final List<String> GENRES = List.of("rock", "jazz", "classical", "news talk", "electronic,ambient");

    private final Random random = new Random(7);
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private final List<String> sids = new ArrayList<>();
    private Catalog catalog;
    private StationIndex index;

    @Setup
    public void list() {
        CatalogPolicy policy = new CatalogPolicy(false, Duration.ofHours(1), MANY, MANY, HostList.EMPTY);
        catalog = new Catalog(
                new FakeBook(),
                () -> policy,
                new Catalog.Machinery(threads, Runnable::run, Clock.systemUTC(), Ticker.system(), new Random(8)));
        for (int n = 0; n < MANY; n++) {
            YpForm add = CatalogFixture.form(
                    "action",
                    "add",
                    "sn",
                    "Radio Station " + n,
                    "genre",
                    GENRES.get(n % GENRES.size()),
                    "desc",
                    "The word" + n % 1_000 + " station that plays what others have forgotten",
                    "url",
                    "http://www.r" + n + ".example/",
                    "listenurl",
                    "http://r" + n + ".example:8000/live",
                    "type",
                    "audio/mpeg",
                    "b",
                    "128");
            sids.add(catalog.answer(add, "1.2.3.4").sid().orElseThrow());
        }
        sids.forEach(this::touch);
        index = catalog.inOrder(Optional.empty());
        while (catalog.find(ALL).total() < MANY) {
            Thread.onSpinWait();
        }
        threads.scheduleAtFixedRate(this::touchSome, 0, TOUCHES_AT_ONCE, TimeUnit.MILLISECONDS);
    }

    private void touchSome() {
        for (int n = 0; n < TOUCHES_AT_ONCE; n++) {
            touch(sids.get(random.nextInt(MANY)));
        }
    }

    private void touch(String sid) {
        catalog.answer(
                CatalogFixture.form(
                        "action",
                        "touch",
                        "sid",
                        sid,
                        "st",
                        "Artist " + random.nextInt(5_000) + " - Title " + random.nextInt(),
                        "listeners",
                        Integer.toString(random.nextInt(300))),
                "1.2.3.4");
    }

    @TearDown
    public void end() {
        threads.shutdownNow();
    }

    @Benchmark
    public Found front() {
        return catalog.find(ALL);
    }

    @Benchmark
    public Found few() {
        return catalog.find(Queries.words(ALL, "word" + random.nextInt(1_000)));
    }

    @Benchmark
    public Found many() {
        return catalog.find(Queries.words(ALL, "forgotten"));
    }

    @Benchmark
    public Found none() {
        return catalog.find(Queries.words(ALL, "nothing like that"));
    }

    @Benchmark
    public Found genreAndSong() {
        return catalog.find(Queries.words(Queries.genre(ALL, "jazz"), "artist 77"));
    }

    @Benchmark
    public StationIndex inOrder() {
        index = catalog.inOrder(Optional.of(index));
        return index;
    }
}
