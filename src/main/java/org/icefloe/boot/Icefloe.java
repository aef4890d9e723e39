package org.icefloe.boot;

import jakarta.servlet.ServletContext;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.glassfish.jersey.server.ResourceConfig;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.LoginThrottle;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.config.LiveSettings;
import org.icefloe.config.MountSettings;
import org.icefloe.config.OpenPort;
import org.icefloe.config.Settings;
import org.icefloe.config.SettingsLoader;
import org.icefloe.config.Version;
import org.icefloe.directory.announce.Announcer;
import org.icefloe.directory.announce.HttpYpExchange;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.mirror.Mirrors;
import org.icefloe.directory.probe.Prober;
import org.icefloe.format.ogg.Serials;
import org.icefloe.format.parser.StreamParsers;
import org.icefloe.listener.Elsewhere;
import org.icefloe.listener.IntroFiles;
import org.icefloe.listener.ListenerGate;
import org.icefloe.listener.ListenerLimits;
import org.icefloe.listener.Slaves;
import org.icefloe.logs.Logs;
import org.icefloe.mount.MountRegistry;
import org.icefloe.ops.HealthCheck;
import org.icefloe.ops.HealthResource;
import org.icefloe.recording.Recordings;
import org.icefloe.relay.Relays;
import org.icefloe.rest.StreamAddress;
import org.icefloe.servlet.BodyLimits;
import org.icefloe.servlet.StreamFilter;
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
import org.icefloe.store.RelayRepository;
import org.icefloe.store.SettingRepository;
import org.icefloe.time.Ticker;
import org.icefloe.webroot.Webroot;
import org.icefloe.wire.EventLoops;
import org.icefloe.wire.ServerTrust;
import org.icefloe.wire.StreamPort;
import org.icefloe.wire.UpstreamNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server, put together: everything is made here, in the order of the stream, and nowhere else. */
final class Icefloe implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Icefloe.class);

    private static final String SERVER_NAME = "Icefloe/" + Version.CURRENT;

    /** Logins that may wait for a password to be compared. */
    private static final int MOST_WAITING_LOGINS = 256;

    /** A stopping server is expected to be gone within 5 s, its container with it. */
    private static final Duration CLOSING = Duration.ofSeconds(4);

    /** How long a start, or a change of settings, waits for the disk. */
    private static final int LONGEST_LOOK_SECONDS = 5;

    private final Opened opened = new Opened(CLOSING);
    private final String instance;
    private final Instant began = Clock.systemUTC().instant();
    private final Logs logs;
    private final Threads threads;
    private final Database database;
    private final Resources.Kept kept;
    private final FilePlayers files;
    private final IntroFiles intros;
    private final Recordings recordings;
    private final Access access;
    private final Resources.Streams streams;
    private final Resources.Told told;
    private final Resources resources;
    private final EventLoops loops;
    private final UpstreamNetwork network;
    private final Relays relays;
    private final Announcer announcer;
    private final Optional<Prober> prober;
    private final Optional<Mirrors> mirrors;
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
            database = opened.with("database", Database.open(atStart), Database::close);
            threads = opened.with("threads", new Threads(), Threads::close);
            kept = openHome(new LiveSettings(loader, new SettingRepository(database)));
            beginLogs();

            StreamParsers parsers = new StreamParsers(new Serials(new SecureRandom()));
            files = new FilePlayers(kept.webroot(), parsers, kept.mounts(), Clock.systemUTC(), Ticker.system());
            intros = new IntroFiles(kept.webroot(), parsers, kept.mounts());
            MountRegistry mounts = mounts();
            recordings = opened.with("recordings", recordings(), Recordings::close);
            Optional<History> history = Histories.of(() -> settings().history(), database, threads);
            history.ifPresent(minutes -> opened.then("history", minutes::close));
            ServerTrust trust = new ServerTrust(
                    settings().relay().caFile().map(path -> settings().home().resolve(path)));
            access = opened.with("backends", access(trust), Access::close);
            // Before that, so that backends hear of the last who left.
            opened.then("listeners", threads::closeListeners);
            loops = opened.with(
                    "event loops",
                    new EventLoops(Threads.named("icefloe-stream"), Threads.processors()),
                    EventLoops::close);
            network = opened.with(
                    "connections to other servers",
                    new UpstreamNetwork(loops, threads.hosts(), trust, threads.backends()),
                    UpstreamNetwork::close);
            StreamAddress address = address();
            Slaves slaves = new Slaves(Ticker.system(), new SecureRandom());
            SourceGate sources = new SourceGate(mounts, access.sources(), parsers, Ticker.system());
            relays = relays(new Relays.Inside(mounts, sources, parsers, network));
            announcer = opened.with("directories", announcer(mounts, address), Announcer::close);
            streams = new Resources.Streams(
                    mounts, sources, listeners(mounts, elsewhere(mounts, slaves, address)), slaves);
            Optional<Catalog> catalog = Directories.of(() -> settings().directory(), database, threads);
            catalog.ifPresent(directory -> opened.then("directory", directory::close));
            prober = catalog.map(directory -> opened.with(
                    "prober", Directories.prober(directory, this::settings, network, threads), Prober::close));
            mirrors = catalog.map(directory -> opened.with(
                    "mirrors",
                    Directories.mirrors(kept.settings(), directory, threads, SERVER_NAME, trust),
                    Mirrors::close));
            told = told(address, history, catalog);
            resources = new Resources(kept, streams, access, told, address);
            tellObservers();
            streamPort = opened.with("stream port", streamPort(address), StreamPort::close);
            // First of all, so that listeners are sent what is left, and what was acknowledged last.
            opened.then("mounts", () -> streams.mounts().close("the server ends"));
            opened.then("relays", relays::close);
            // Directories answer while all others are closed.
            opened.then("farewell", this::sayFarewell);
        } catch (RuntimeException | Error fault) {
            opened.close();
            throw fault;
        }
    }

    private void sayFarewell() {
        log.info("{} ends", SERVER_NAME);
        announcer.leave();
    }

    /** What is said from now on is written when there is a thread for it. */
    private Logs openLogs(Settings atStart) {
        Logs open = new Logs(
                atStart.home(), LoggerFactory.getILoggerFactory(), Clock.systemDefaultZone(), new SecureRandom());
        opened.then("logs", open::close);
        open.apply(atStart.log());
        return open;
    }

    private void beginLogs() {
        logs.apply(settings().log());
        kept.settings().onChange(() -> logs.apply(settings().log()));
        logs.begin(threads.logs());
    }

    private Resources.Kept openHome(LiveSettings settings) {
        MountRepository entries =
                new MountRepository(database, MountSettings.from(settings.get().mount()));
        AccountRepository accounts = new AccountRepository(database, entries);
        PasswordHasher hasher = new PasswordHasher();
        new FreshHome(accounts, hasher, new SecureRandom()).furnish(settings.get(), Icefloe::show);
        return new Resources.Kept(
                settings,
                entries,
                new RelayRepository(database),
                accounts,
                hasher,
                Webroot.at(settings.get().web().root()));
    }

    private MountRegistry mounts() {
        MountRegistry mounts = new MountRegistry(
                () -> settings().limits().sources(), kept.mounts(), files, Clock.systemUTC(), Ticker.system());
        // The files first, so that whoever a change concerns finds what it names.
        kept.mounts().onChange(this::lookAtFiles);
        kept.mounts().onChange(mounts::settingsChanged);
        kept.settings().onChange(() -> kept.mounts()
                .defaults(MountSettings.from(settings().mount())));
        return mounts;
    }

    private Elsewhere elsewhere(MountRegistry mounts, Slaves slaves, StreamAddress address) {
        return new Elsewhere(mounts, slaves, () -> settings().relay().maxRedirectSlaves(), address::isHere);
    }

    private ListenerGate listeners(MountRegistry mounts, Elsewhere elsewhere) {
        return new ListenerGate(
                new ListenerGate.Inside(mounts, intros, relays, elsewhere),
                access.listeners(logs.access()::shown),
                () -> ListenerLimits.of(settings().limits()),
                instance,
                logs.access()::shown);
    }

    private StreamAddress address() {
        return new StreamAddress(
                () -> settings().server().publicUrl(),
                () -> settings().server().hostname(),
                OpenPort.of(settings().stream()));
    }

    /** Those who write down what happens, or tell others. */
    private void tellObservers() {
        MountRegistry mounts = streams.mounts();
        mounts.onBegin(recordings::mountBegan);
        access.observe(mounts);
        mounts.onBegin(logs.playlist()::mountBegan);
        told.history()
                .ifPresent(history -> history.follow(mounts, streams.listeners().audience()));
    }

    private Access access(ServerTrust trust) {
        Authenticator authenticator = new Authenticator(
                kept.accounts(), kept.hasher(), threads.passwords(), MOST_WAITING_LOGINS, loginThrottle());
        return new Access(
                new Access.Parts(kept.settings(), SERVER_NAME, database, kept.mounts(), threads, trust),
                authenticator,
                MOST_WAITING_LOGINS);
    }

    private LoginThrottle loginThrottle() {
        return new LoginThrottle(
                () -> new LoginThrottle.Limit(
                        settings().auth().maxFailures(), settings().auth().failureWindow()),
                Ticker.system());
    }

    /** Names of files are in the machine's own time, as an operator looks for them. */
    private Recordings recordings() {
        return new Recordings(
                settings().home(), kept.mounts(), threads.recording(), Clock.systemDefaultZone(), Ticker.system());
    }

    private Resources.Told told(StreamAddress address, Optional<History> history, Optional<Catalog> catalog) {
        ServerStatistics figures = new ServerStatistics(
                streams.mounts(),
                streams.listeners(),
                streams.sources(),
                () -> settings().server(),
                began,
                relays);
        StatsFeed feed = new StatsFeed(figures, address::atStreamPort, threads.timer());
        Statistics statistics = new Statistics(
                figures.counters(),
                new StatsGate(access.authenticator(), feed),
                new StatusDocument(streams.mounts(), figures));
        return new Resources.Told(figures, statistics, history, relays, announcer, catalog);
    }

    private StreamPort streamPort(StreamAddress address) {
        return new StreamPort(
                kept.settings(),
                SERVER_NAME,
                new StreamPort.Inside(
                        streams.sources(), streams.listeners(), resources(), told.statistics(), address, logs.access()),
                new StreamPort.Machinery(loops, threads.workers(), Clock.systemUTC()));
    }

    private Relays relays(Relays.Inside inside) {
        Relays made = new Relays(
                kept.relays(),
                kept.settings(),
                inside,
                new Relays.Self(instance, SERVER_NAME),
                new Relays.Machinery(threads.relays(), Clock.systemUTC(), Ticker.system(), new SecureRandom()));
        kept.settings().onChange(made::settingsChanged);
        return made;
    }

    private Announcer announcer(MountRegistry mounts, StreamAddress address) {
        return new Announcer(
                kept.settings(),
                new Announcer.Inside(mounts, address::published, new HttpYpExchange(access.calls(), Ticker.system())),
                new Announcer.Self(instance, () -> settings().server().contact()),
                new Announcer.Machinery(threads.directory(), Clock.systemUTC(), Ticker.system(), new SecureRandom()));
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
            files.refresh(streams.mounts().givenFallbacks());
            intros.refresh();
        } catch (RuntimeException | Error fault) {
            log.error(
                    "The files under {} could not be looked at; it is tried again",
                    settings().web().root(),
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
        log.info("{} starts; its home is {}", SERVER_NAME, settings().home());
        streams.sources().watch(threads.timer());
        lookAtFiles();
        threads.files().scheduleWithFixedDelay(this::refreshLogins, 1, 1, TimeUnit.SECONDS);
        threads.playout().scheduleWithFixedDelay(this::refreshFiles, 1, 1, TimeUnit.SECONDS);
        files.start(threads.playout());
        recordings.begin();
        if (settings().stream().serve()) {
            relays.begin();
        } else if (told.catalog().isEmpty()) {
            log.warn(
                    "icefloe.stream.serve and icefloe.directory.serve are both false: there is nothing here to be had");
        }
        announcer.begin();
        told.catalog().ifPresent(catalog -> catalog.begin(threads.catalog()));
        prober.ifPresent(Prober::begin);
        mirrors.ifPresent(Mirrors::settingsChanged);
        told.history().ifPresent(minutes -> threads.timer().scheduleAtFixedRate(minutes::tick, 1, 1, TimeUnit.SECONDS));
        streamPort.open();
    }

    /** Says on standard output that both doors accept, as soon as they do. To be called at the end of the start. */
    void tellWhenReady(Doors doors) {
        Readiness readiness = new Readiness(doors, instance, System.out, Ticker.system());
        opened.with("readiness", readiness, Readiness::close).start();
    }

    /** The resources of everything that is no stream; each door has a set of its own. */
    ResourceConfig resources() {
        List<HealthCheck> checks = List.of(
                new HealthCheck("stream port", () -> streamPort.complaint()),
                new HealthCheck("database", database::complaint));
        return resources.application(new HealthResource(instance, checks));
    }

    /** What takes the streams out of the container's requests. */
    StreamFilter streamFilter(ServletContext container) {
        StreamFilter filter = new StreamFilter(
                new StreamFilter.Inside(
                        streams.sources(),
                        streams.listeners(),
                        told.statistics(),
                        logs.access(),
                        settings().stream().serve()),
                threads.fanOuts(),
                OpenPort.of(settings().stream()),
                resources::proxies,
                () -> new BodyLimits(
                        settings().limits().bodySize(), settings().limits().bodyTimeout()),
                container);
        opened.then("requests", filter::end);
        return filter;
    }

    /** Those that hold at this moment. */
    Settings settings() {
        return kept.now();
    }

    /** Closes in the reverse order; more than once does no harm. */
    @Override
    public void close() {
        opened.close();
    }
}
