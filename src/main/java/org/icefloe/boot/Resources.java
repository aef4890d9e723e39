package org.icefloe.boot;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.icefloe.admin.Admin;
import org.icefloe.admin.BuildM3uResource;
import org.icefloe.admin.DirectoriesResource;
import org.icefloe.admin.HistoryResource;
import org.icefloe.admin.ManageRelaysResource;
import org.icefloe.admin.MetadataResource;
import org.icefloe.admin.MountAccess;
import org.icefloe.admin.RelaysResource;
import org.icefloe.admin.ShoutcastMetadataResource;
import org.icefloe.admin.StatusResource;
import org.icefloe.admin.TokenResource;
import org.icefloe.api.AccountsResource;
import org.icefloe.api.DefaultMountResource;
import org.icefloe.api.DirectoryEntriesResource;
import org.icefloe.api.DirectoryResource;
import org.icefloe.api.MountsResource;
import org.icefloe.api.RelayEntriesResource;
import org.icefloe.api.SettingsResource;
import org.icefloe.api.StatisticsResource;
import org.icefloe.api.TokensResource;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.config.HttpHeaders;
import org.icefloe.config.LiveSettings;
import org.icefloe.config.Settings;
import org.icefloe.directory.announce.AnnounceReport;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.dump.Dumps;
import org.icefloe.directory.mirror.EntryLines;
import org.icefloe.files.FileReplies;
import org.icefloe.files.FileResource;
import org.icefloe.listener.ListenerGate;
import org.icefloe.listener.Slaves;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.net.TrustedProxies;
import org.icefloe.ops.HealthResource;
import org.icefloe.playlist.Locations;
import org.icefloe.playlist.PlaylistResource;
import org.icefloe.relay.RelayReport;
import org.icefloe.rest.BodyLimit;
import org.icefloe.rest.RestConfig;
import org.icefloe.rest.ServerHeaders;
import org.icefloe.rest.StreamAddress;
import org.icefloe.rest.relay.RelayEditor;
import org.icefloe.site.Site;
import org.icefloe.site.YpResource;
import org.icefloe.site.directory.DirectoryPages;
import org.icefloe.site.feed.Feeds;
import org.icefloe.source.SourceGate;
import org.icefloe.stats.ServerStatistics;
import org.icefloe.stats.Statistics;
import org.icefloe.stats.history.History;
import org.icefloe.store.AccountRepository;
import org.icefloe.store.MountRepository;
import org.icefloe.store.RelayRepository;
import org.icefloe.time.Ticker;
import org.icefloe.webroot.Webroot;

/** The JAX-RS application: everything that is no stream. Each door has one of its own. */
final class Resources {
    private final Kept kept;
    private final Streams streams;
    private final Access access;
    private final Told told;
    private final StreamAddress address;
    private final Optional<Feeds> feeds;
    private final Optional<Dumps> entries;
    private final FileReplies fileReplies = new FileReplies(Clock.systemUTC(), new SecureRandom());

    /** What is kept in the home and the database. */
    record Kept(
            LiveSettings settings,
            MountRepository mounts,
            RelayRepository relays,
            AccountRepository accounts,
            PasswordHasher hasher,
            Webroot webroot) {

        Settings now() {
            return settings.get();
        }
    }

    /** What is on, and who lets in to it. */
    record Streams(MountRegistry mounts, SourceGate sources, ListenerGate listeners, Slaves slaves) {}

    /** What the server tells of itself, of its relays, of what directories know, and of what is listed here. */
    record Told(
            ServerStatistics figures,
            Statistics statistics,
            Optional<History> history,
            RelayReport relays,
            AnnounceReport listings,
            Optional<Catalog> catalog) {}

    Resources(Kept kept, Streams streams, Access access, Told told, StreamAddress address) {
        this.kept = kept;
        this.streams = streams;
        this.access = access;
        this.told = told;
        this.address = address;
        this.feeds = told.catalog().map(catalog -> new Feeds(catalog, address, Ticker.system()));
        this.entries = told.catalog().map(catalog -> EntryLines.dumps(catalog, Ticker.system()));
    }

    /** @return the application for a door */
    RestConfig application(HealthResource health) {
        RestConfig application = new RestConfig(
                access.authenticator(), this::proxies, () -> kept.now().admin().changeByGet());
        application.register(new BodyLimit(() -> kept.now().limits().bodySize()));
        application.register(
                new ServerHeaders(() -> kept.now().server().httpHeaders().orElse(HttpHeaders.NONE)));
        addAdmin(application);
        addRelays(application);
        addApi(application);
        addFiles(application);
        if (kept.now().stream().serve()) {
            Site.addTo(application, streams.mounts(), address, told.catalog().isPresent());
        } else {
            Site.addDirectoryAloneTo(application, address, told.catalog().isPresent());
        }
        told.catalog().ifPresent(catalog -> addDirectory(application, catalog));
        return application.serve(HealthResource.class, health);
    }

    private void addDirectory(RestConfig application, Catalog catalog) {
        application
                .serve(YpResource.class, new YpResource(catalog))
                .serve(DirectoryResource.class, new DirectoryResource(catalog, address));
        DirectoryPages.addTo(application, catalog, address, Clock.systemUTC());
        feeds.ifPresent(all -> all.addTo(application));
        entries.ifPresent(all -> application.serve(DirectoryEntriesResource.class, new DirectoryEntriesResource(all)));
    }

    private void addRelays(RestConfig application) {
        RelayEditor editor = new RelayEditor(kept.relays(), told.relays());
        application
                .serve(RelaysResource.class, new RelaysResource(editor, streams.slaves()))
                .serve(ManageRelaysResource.class, new ManageRelaysResource(editor, streams.slaves()))
                .serve(RelayEntriesResource.class, new RelayEntriesResource(editor));
    }

    private void addAdmin(RestConfig application) {
        MountAccess mountAccess = new MountAccess(access.sources(), streams.sources());
        MountRegistry mounts = streams.mounts();
        application
                .serve(
                        StatusResource.class,
                        new StatusResource(told.statistics().status(), address))
                .serve(MetadataResource.class, new MetadataResource(mounts, mountAccess))
                .serve(
                        ShoutcastMetadataResource.class,
                        new ShoutcastMetadataResource(mounts, mountAccess, this::shoutcastMount))
                .serve(TokenResource.class, new TokenResource(access.tokens(), address))
                .serve(DirectoriesResource.class, new DirectoriesResource(told.listings()))
                .serve(HistoryResource.class, new HistoryResource(told.history(), Clock.systemUTC()));
        Admin.addTo(
                application,
                new Admin.Inside(mounts, streams.listeners().audience(), told.figures(), Clock.systemUTC()),
                mountAccess,
                address,
                new Admin.Services(access.htpasswd(), kept.settings(), told.relays(), streams.slaves()));
    }

    private void addApi(RestConfig application) {
        application
                .serve(TokensResource.class, new TokensResource(access.tokens(), address))
                .serve(MountsResource.class, new MountsResource(kept.mounts(), kept.hasher()))
                .serve(DefaultMountResource.class, new DefaultMountResource(kept.mounts(), kept.hasher()))
                .serve(SettingsResource.class, new SettingsResource(kept.settings()))
                .serve(StatisticsResource.class, new StatisticsResource(told.figures(), told.catalog()))
                .serve(AccountsResource.class, new AccountsResource(kept.accounts(), kept.hasher()));
    }

    private void addFiles(RestConfig application) {
        Locations locations = new Locations(streams.mounts(), address);
        application
                .serve(PlaylistResource.class, new PlaylistResource(locations, kept.webroot(), fileReplies))
                .serve(BuildM3uResource.class, new BuildM3uResource(locations))
                .serve(FileResource.class, new FileResource(kept.webroot(), fileReplies, () -> kept.now()
                        .web()
                        .files()));
    }

    /** Who is believed at this moment when it says for whom it asks. */
    TrustedProxies proxies() {
        return kept.now().server().trustedProxies().orElse(TrustedProxies.NONE);
    }

    private MountName shoutcastMount() {
        return new MountName(kept.now().stream().shoutcastMount());
    }
}
