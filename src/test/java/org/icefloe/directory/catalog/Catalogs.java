package org.icefloe.directory.catalog;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;
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
}
