package org.icefloe.directory.catalog;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.icefloe.time.Ticker;

/** Directories for tests of other rooms. */
public final class Catalogs {
    private Catalogs() {}

    /** One that keeps nothing, and takes what is in a private network. */
    public static Catalog open() {
        CatalogPolicy policy = new CatalogPolicy(true, Duration.ofSeconds(200), 100, 100);
        return new Catalog(
                new FakeBook(),
                () -> policy,
                new Catalog.Machinery(Runnable::run, Clock.systemUTC(), Ticker.system(), new Random(7)));
    }

    /** One that keeps nothing, and finds what is listed at once. */
    public static Catalog alwaysNew(Clock clock) {
        CatalogPolicy policy = new CatalogPolicy(false, Duration.ofSeconds(200), 10_000, 10_000);
        AtomicLong nanos = new AtomicLong();
        return new Catalog(
                new FakeBook(),
                () -> policy,
                new Catalog.Machinery(
                        Runnable::run, clock, () -> nanos.addAndGet(Catalog.AGE.toNanos()), new Random(7)));
    }
}
