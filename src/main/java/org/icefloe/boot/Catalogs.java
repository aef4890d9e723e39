package org.icefloe.boot;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.icefloe.config.Settings;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.CatalogPolicy;
import org.icefloe.store.CatalogRepository;
import org.icefloe.store.Database;
import org.icefloe.time.Ticker;

/** Makes the directory, where one is wanted. */
final class Catalogs {
    private Catalogs() {}

    static Optional<Catalog> of(Supplier<Settings.Directory> settings, Database database, Threads threads) {
        if (!settings.get().serve()) {
            return Optional.empty();
        }
        return Optional.of(new Catalog(
                new CatalogRepository(database),
                () -> policy(settings.get()),
                new Catalog.Machinery(threads.catalog(), Clock.systemUTC(), Ticker.system(), new SecureRandom())));
    }

    private static CatalogPolicy policy(Settings.Directory settings) {
        return new CatalogPolicy(
                settings.allowPrivate(), settings.touchInterval(), settings.maxEntries(), settings.maxPerAddress());
    }
}
