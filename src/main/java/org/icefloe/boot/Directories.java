package org.icefloe.boot;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.icefloe.config.DirectorySettings;
import org.icefloe.config.DirectoryUrls;
import org.icefloe.config.LiveSettings;
import org.icefloe.config.Settings;
import org.icefloe.config.Version;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.CatalogPolicy;
import org.icefloe.directory.mirror.HttpDirectory;
import org.icefloe.directory.mirror.Mirrors;
import org.icefloe.directory.probe.ProbePolicy;
import org.icefloe.directory.probe.Prober;
import org.icefloe.format.ogg.Serials;
import org.icefloe.format.parser.StreamParsers;
import org.icefloe.net.HostList;
import org.icefloe.store.CatalogRepository;
import org.icefloe.store.Database;
import org.icefloe.time.Ticker;
import org.icefloe.wire.UpstreamNetwork;

/** Makes the directory, where one is wanted. */
final class Directories {
    /** For 100,000 entries, some 10 MB, over a slow line. */
    private static final Duration LIST_PATIENCE = Duration.ofMinutes(2);

    /** Of the home: where lists lie while they come. */
    private static final String FOLDER = "directory";

    private Directories() {}

    static Optional<Catalog> of(Supplier<DirectorySettings> settings, Database database, Threads threads) {
        if (!settings.get().serve()) {
            return Optional.empty();
        }
        return Optional.of(new Catalog(
                new CatalogRepository(database),
                () -> policy(settings.get()),
                new Catalog.Machinery(
                        threads.catalog(),
                        threads.catalogWriter(),
                        Clock.systemUTC(),
                        Ticker.system(),
                        new SecureRandom())));
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

    /** Not begun yet. */
    static Mirrors mirrors(
            LiveSettings settings, Catalog catalog, Threads threads, String serverName, Supplier<SSLContext> trust) {
        Supplier<DirectorySettings> now = () -> settings.get().directory();
        Mirrors mirrors = new Mirrors(
                () -> now.get().mirror().orElse(DirectoryUrls.NONE).urls(),
                catalog,
                new HttpDirectory(
                        settings.get().home().resolve(FOLDER),
                        threads.backends(),
                        threads.timer(),
                        serverName,
                        LIST_PATIENCE,
                        trust),
                new Mirrors.Machinery(
                        threads.mirrors(), threads.fetchers(), Ticker.system(), new SecureRandom(), () -> now.get()
                                .mirrorInterval()));
        settings.onChange(mirrors::settingsChanged);
        return mirrors;
    }

    private static CatalogPolicy policy(DirectorySettings settings) {
        return new CatalogPolicy(
                settings.allowPrivate(),
                settings.touchInterval(),
                settings.maxEntries(),
                settings.maxPerAddress(),
                settings.deny().orElse(HostList.EMPTY));
    }
}
