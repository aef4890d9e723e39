package org.icefloe.boot;

import jakarta.servlet.ServletContext;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.glassfish.jersey.server.ResourceConfig;
import org.icefloe.admin.Admin;
import org.icefloe.admin.HistoryResource;
import org.icefloe.admin.MetadataResource;
import org.icefloe.admin.MountAccess;
import org.icefloe.admin.ShoutcastMetadataResource;
import org.icefloe.admin.StatusResource;
import org.icefloe.admin.TokenResource;
import org.icefloe.api.AccountsResource;
import org.icefloe.api.DefaultMountResource;
import org.icefloe.api.MountsResource;
import org.icefloe.api.SettingsResource;
import org.icefloe.api.StatisticsResource;
import org.icefloe.api.TokensResource;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.LoginThrottle;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.config.HttpHeaders;
import org.icefloe.config.LiveSettings;
import org.icefloe.config.MountSettings;
import org.icefloe.config.Settings;
import org.icefloe.config.SettingsLoader;
import org.icefloe.config.Version;
import org.icefloe.files.FileReplies;
import org.icefloe.files.FileResource;
import org.icefloe.format.ogg.Serials;
import org.icefloe.format.parser.StreamParsers;
import org.icefloe.listener.FanOut;
import org.icefloe.listener.IntroFiles;
import org.icefloe.listener.ListenerGate;
import org.icefloe.listener.ListenerLimits;
import org.icefloe.logs.Logs;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.net.TrustedProxies;
import org.icefloe.ops.HealthCheck;
import org.icefloe.ops.HealthResource;
import org.icefloe.playlist.BuildM3uResource;
import org.icefloe.playlist.Locations;
import org.icefloe.playlist.PlaylistResource;
import org.icefloe.recording.Recordings;
import org.icefloe.rest.BodyLimit;
import org.icefloe.rest.RestConfig;
import org.icefloe.rest.ServerHeaders;
import org.icefloe.rest.StreamAddress;
import org.icefloe.servlet.StreamFilter;
import org.icefloe.site.Site;
import org.icefloe.source.FilePlayers;
import org.icefloe.source.SourceGate;
import org.icefloe.stats.ServerStatistics;
import org.icefloe.stats.Statistics;
import org.icefloe.stats.StatsFeed;
import org.icefloe.stats.StatsGate;
import org.icefloe.stats.StatusDocument;
import org.icefloe.stats.history.History;
import org.icefloe.store.AccountRepository;
import org.icefloe.store.Database;
import org.icefloe.store.FreshHome;
import org.icefloe.store.MountRepository;
import org.icefloe.store.SettingRepository;
import org.icefloe.time.Ticker;
import org.icefloe.webroot.Webroot;
import org.icefloe.wire.StreamPort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server, put together: everything is made here, in the order of the stream, and nowhere else. */
final class Icefloe implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Icefloe.class);

    private static final String SERVER_NAME = "Icefloe/" + Version.CURRENT;

    /** Logins that may wait for a password to be compared. */
    private static final int MOST_WAITING_LOGINS = 256;

    /** How long a start, or a change of settings, waits for the disk. */
    private static final int LONGEST_LOOK_SECONDS = 5;

    private final Opened opened = new Opened();
    private final LiveSettings settings;
    private final String instance;
    private final Instant began = Clock.systemUTC().instant();
    private final Logs logs;
    private final Threads threads;
    private final PasswordHasher hasher = new PasswordHasher();
    private final Database database;
    private final MountRepository mountEntries;
    private final AccountRepository accounts;
    private final FilePlayers files;
    private final IntroFiles intros;
    private final MountRegistry mounts;
    private final Recordings recordings;
    private final Optional<History> history;
    private final Authenticator authenticator;
    private final Access access;
    private final SourceGate sources;
    private final ListenerGate listeners;
    private final FileReplies fileReplies = new FileReplies(Clock.systemUTC(), new SecureRandom());
    private final Webroot webroot;
    private final StreamAddress address;
    private final ServerStatistics figures;
    private final Statistics statistics;
    private final StreamPort streamPort;

    /**
     * Opens the home and prepares both doors. If that fails, nothing stays open.
     *
     * @param loader where settings come from
     * @param instance an id of this start
     */
    Icefloe(SettingsLoader loader, String instance) {
        this.instance = instance;
        try {
            Settings atStart = loader.load();
            logs = openLogs(atStart);
            database = opened.with(Database.open(atStart), Database::close);
            settings = new LiveSettings(loader, new SettingRepository(database));
            threads = opened.with(new Threads(), Threads::close);
            beginLogs();
            mountEntries = new MountRepository(
                    database, MountSettings.from(settings.get().mount()));
            accounts = new AccountRepository(database, mountEntries);
            new FreshHome(accounts, hasher, new SecureRandom()).furnish(settings.get(), Icefloe::show);

            webroot = Webroot.at(settings.get().web().root());
            StreamParsers parsers = new StreamParsers(new Serials(new SecureRandom()));
            files = new FilePlayers(webroot, parsers, mountEntries, Clock.systemUTC(), Ticker.system());
            mounts = new MountRegistry(
                    () -> settings.get().limits().sources(), mountEntries, files, Clock.systemUTC(), Ticker.system());
            intros = new IntroFiles(webroot, parsers, mountEntries);
            followChanges();
            recordings = opened.with(recordings(), Recordings::close);
            history = Histories.of(() -> settings.get().history(), database, threads);
            history.ifPresent(kept -> opened.then(kept::close));
            authenticator =
                    new Authenticator(accounts, hasher, threads.passwords(), MOST_WAITING_LOGINS, loginThrottle());
            access = opened.with(access(), Access::close);
            // Before that, so that backends hear of the last who left.
            opened.then(() -> threads.fanOuts().forEach(FanOut::close));
            sources = new SourceGate(mounts, access.sources(), parsers, Ticker.system());
            listeners = new ListenerGate(
                    mounts,
                    intros,
                    access.listeners(logs.access()::shown),
                    () -> ListenerLimits.of(settings.get().limits()),
                    logs.access()::shown);
            address = address();
            figures = new ServerStatistics(
                    mounts, listeners, sources, () -> settings.get().server(), began);
            statistics = statistics();
            tellObservers();
            streamPort = opened.with(streamPort(), StreamPort::close);
            // First of all, so that listeners are sent what is left, and what was acknowledged last.
            opened.then(() -> mounts.close("the server ends"));
            opened.then(() -> log.info("{} ends", SERVER_NAME));
        } catch (RuntimeException | Error fault) {
            opened.close();
            throw fault;
        }
    }

    /** What is said from now on is written when there is a thread for it. */
    private Logs openLogs(Settings atStart) {
        Logs open = new Logs(
                atStart.home(), LoggerFactory.getILoggerFactory(), Clock.systemDefaultZone(), new SecureRandom());
        opened.then(open::close);
        open.apply(atStart.log());
        return open;
    }

    private void beginLogs() {
        logs.apply(settings.get().log());
        settings.onChange(() -> logs.apply(settings.get().log()));
        logs.begin(threads.log());
    }

    private void followChanges() {
        // The files first, so that whoever a change concerns finds what it names.
        mountEntries.onChange(this::lookAtFiles);
        mountEntries.onChange(mounts::settingsChanged);
        settings.onChange(
                () -> mountEntries.defaults(MountSettings.from(settings.get().mount())));
    }

    private StreamAddress address() {
        return new StreamAddress(
                () -> settings.get().server().publicUrl(),
                () -> settings.get().server().hostname(),
                settings.get().stream().port());
    }

    /** Those who write down what happens, or tell others. */
    private void tellObservers() {
        mounts.onBegin(recordings::mountBegan);
        access.observe(mounts);
        mounts.onBegin(logs.playlist()::mountBegan);
        history.ifPresent(kept -> kept.follow(mounts, listeners.audience()));
    }

    private Access access() {
        return new Access(
                new Access.Parts(settings, SERVER_NAME, database, mountEntries, threads),
                authenticator,
                MOST_WAITING_LOGINS);
    }

    private LoginThrottle loginThrottle() {
        return new LoginThrottle(
                () -> new LoginThrottle.Limit(
                        settings.get().auth().maxFailures(),
                        settings.get().auth().failureWindow()),
                Ticker.system());
    }

    /** Names of files are in the machine's own time, as an operator looks for them. */
    private Recordings recordings() {
        return new Recordings(
                settings.get().home(), mountEntries, threads.recording(), Clock.systemDefaultZone(), Ticker.system());
    }

    private Statistics statistics() {
        StatsFeed feed = new StatsFeed(figures, address::atStreamPort, threads.timer());
        return new Statistics(
                figures.counters(), new StatsGate(authenticator, feed), new StatusDocument(mounts, figures));
    }

    private StreamPort streamPort() {
        return new StreamPort(
                settings,
                SERVER_NAME,
                new StreamPort.Inside(sources, listeners, resources(), statistics, address, logs.access()),
                new StreamPort.Machinery(
                        Threads.named("icefloe-stream"), Threads.processors(), threads.workers(), Clock.systemUTC()));
    }

    private static void show(List<FreshHome.MadeUp> passwords) {
        PrintStream out = System.out;
        out.println("A fresh home: these passwords were made up, and are shown only now.");
        passwords.forEach(made -> out.println("  user " + made.user() + "  password " + made.password()));
    }

    /**
     * Has the files that settings name looked at, and waits for that, but not for a disk that does not answer: what
     * lies there holds then when it does.
     */
    private void lookAtFiles() {
        try {
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(this::refreshFiles, threads.playout()),
                            CompletableFuture.runAsync(this::refreshLogins, threads.files()))
                    .get(LONGEST_LOOK_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException hanging) {
            log.warn("A disk with files that settings name does not answer; they hold when it does");
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RejectedExecutionException ending) {
            log.debug("No files are looked at any more", ending);
        }
    }

    /** Looks at the files that mounts play. A disk that fails now may be well in a second. */
    private void refreshFiles() {
        try {
            files.refresh(mounts.givenFallbacks());
            intros.refresh();
        } catch (RuntimeException | Error fault) {
            log.error(
                    "The files under {} could not be looked at; it is tried again",
                    settings.get().web().root(),
                    fault);
        }
    }

    private void refreshLogins() {
        try {
            access.refresh();
        } catch (RuntimeException | Error fault) {
            log.error("The htpasswd files could not be looked at; it is tried again", fault);
        }
    }

    /** Opens the stream port. */
    void start() {
        log.info("{} starts; its home is {}", SERVER_NAME, settings.get().home());
        sources.watch(threads.timer());
        lookAtFiles();
        threads.files().scheduleWithFixedDelay(this::refreshLogins, 1, 1, TimeUnit.SECONDS);
        threads.playout().scheduleWithFixedDelay(this::refreshFiles, 1, 1, TimeUnit.SECONDS);
        files.start(threads.playout());
        recordings.begin();
        history.ifPresent(kept -> threads.timer().scheduleAtFixedRate(kept::tick, 1, 1, TimeUnit.SECONDS));
        streamPort.open();
    }

    /** The resources of everything that is no stream; each door has a set of its own. */
    ResourceConfig resources() {
        List<HealthCheck> checks = List.of(
                new HealthCheck("stream port", () -> streamPort.complaint()),
                new HealthCheck("database", database::complaint));
        MountAccess access = new MountAccess(this.access.sources(), sources);
        RestConfig application = new RestConfig(authenticator, this::proxies, () -> settings.get()
                        .admin()
                        .changeByGet())
                .serve(StatusResource.class, new StatusResource(statistics.status(), address))
                .serve(MetadataResource.class, new MetadataResource(mounts, access))
                .serve(
                        ShoutcastMetadataResource.class,
                        new ShoutcastMetadataResource(mounts, access, this::shoutcastMount))
                .serve(TokenResource.class, new TokenResource(this.access.tokens(), address))
                .serve(TokensResource.class, new TokensResource(this.access.tokens(), address))
                .serve(HistoryResource.class, new HistoryResource(history, Clock.systemUTC()))
                .serve(MountsResource.class, new MountsResource(mountEntries, hasher))
                .serve(SettingsResource.class, new SettingsResource(settings))
                .serve(DefaultMountResource.class, new DefaultMountResource(mountEntries, hasher))
                .serve(AccountsResource.class, new AccountsResource(accounts, hasher))
                .serve(StatisticsResource.class, new StatisticsResource(figures))
                .serve(HealthResource.class, new HealthResource(instance, checks));
        application.register(new BodyLimit(() -> settings.get().limits().bodySize()));
        application.register(
                new ServerHeaders(() -> settings.get().server().httpHeaders().orElse(HttpHeaders.NONE)));
        Admin.addTo(
                application,
                new Admin.Inside(mounts, listeners.audience(), figures, Clock.systemUTC()),
                access,
                address,
                new Admin.Services(this.access.htpasswd(), settings));
        Site.addTo(application, mounts, address);
        Locations locations = new Locations(mounts, address);
        return application
                .serve(PlaylistResource.class, new PlaylistResource(locations, webroot, fileReplies))
                .serve(BuildM3uResource.class, new BuildM3uResource(locations))
                .serve(FileResource.class, new FileResource(webroot, fileReplies, () -> settings.get()
                        .web()
                        .files()));
    }

    /** What takes the streams out of the container's requests. */
    StreamFilter streamFilter(ServletContext container) {
        return new StreamFilter(
                        new StreamFilter.Inside(sources, listeners, statistics),
                        threads.fanOuts(),
                        settings.get().stream().port(),
                        this::proxies,
                        container)
                .logTo(logs.access());
    }

    private TrustedProxies proxies() {
        return settings.get().server().trustedProxies().orElse(TrustedProxies.NONE);
    }

    private MountName shoutcastMount() {
        return new MountName(settings.get().stream().shoutcastMount());
    }

    /** Those that hold at this moment. */
    Settings settings() {
        return settings.get();
    }

    /** Closes in the reverse order; more than once does no harm. */
    @Override
    public void close() {
        opened.close();
    }
}
