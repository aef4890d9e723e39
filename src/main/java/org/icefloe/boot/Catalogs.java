package org.icefloe.boot;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.icefloe.config.Settings;
import org.icefloe.config.Version;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.CatalogPolicy;
import org.icefloe.directory.probe.ProbePolicy;
import org.icefloe.directory.probe.Prober;
import org.icefloe.format.ogg.Serials;
import org.icefloe.format.parser.StreamParsers;
import org.icefloe.store.CatalogRepository;
import org.icefloe.store.Database;
import org.icefloe.time.Ticker;
import org.icefloe.wire.UpstreamNetwork;

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

    /**
     * Visits the streams that are listed.
     *
     * @param settings all that hold at this moment
     */
    static Prober prober(Catalog catalog, Supplier<Settings> settings, UpstreamNetwork network, Threads threads) {
        return new Prober(
                catalog,
                () -> new ProbePolicy(
                        settings.get().directory().probeInterval(),
                        settings.get().directory().allowPrivate()),
                new Prober.Means(
                        gate -> network.through(gate, threads.probedHosts()),
                        new StreamParsers(new Serials(new SecureRandom())),
                        () -> userAgent(settings.get().server().publicUrl())),
                new Prober.Machinery(threads.directory(), Clock.systemUTC(), Ticker.system(), new SecureRandom()));
    }

    private static String userAgent(Optional<URI> publicUrl) {
        return "Icefloe-Directory/" + Version.CURRENT
                + publicUrl
                        .map(url -> " (+" + url.toASCIIString() + "/directory)")
                        .orElse("");
    }

    private static CatalogPolicy policy(Settings.Directory settings) {
        return new CatalogPolicy(
                settings.allowPrivate(), settings.touchInterval(), settings.maxEntries(), settings.maxPerAddress());
    }
}
