package org.icefloe.wire;

import io.netty.buffer.PooledByteBufAllocator;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.icefloe.auth.Account;
import org.icefloe.auth.AccountBook;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.auth.Role;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.config.Settings;
import org.icefloe.config.SettingsLoader;
import org.icefloe.format.parser.Parsers;
import org.icefloe.listener.Elsewhere;
import org.icefloe.listener.Intros;
import org.icefloe.listener.ListenerAuthority;
import org.icefloe.listener.ListenerGate;
import org.icefloe.listener.ListenerLimits;
import org.icefloe.listener.Listeners;
import org.icefloe.listener.OnDemand;
import org.icefloe.listener.Slaves;
import org.icefloe.logs.AccessRecord;
import org.icefloe.mount.FallbackFiles;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.net.RelayPath;
import org.icefloe.rest.Applications;
import org.icefloe.rest.FileBody;
import org.icefloe.source.SourceGate;
import org.icefloe.stats.Figures;
import org.icefloe.testkit.FreePorts;
import org.icefloe.time.Ticker;

/** A real stream port on free loopback ports, with accounts and settings in memory. */
final class RunningPort implements AutoCloseable {
    static final String THREADS = "test-stream";

    private static final PasswordHasher HASHER = new PasswordHasher();
    private static final String HASH = HASHER.hash("hackme");

    final Map<String, MountSettings> mountSettings = new ConcurrentHashMap<>();
    final MountRegistry mounts;
    final Figures figures;
    final int port;
    final int shoutcastPort;

    /** What the access log was told. */
    final List<AccessRecord> ended = new CopyOnWriteArrayList<>();

    /** What {@code GET /admin/hello/file} sends. */
    volatile Path file = Path.of("/nowhere");

    private final EventLoops loops = new EventLoops(task -> new Thread(task, THREADS), 2);
    private final ThreadPoolExecutor workers = (ThreadPoolExecutor) Executors.newFixedThreadPool(16);
    private final Authenticator authenticator;
    private final SourceGate sources;
    private final ListenerGate listeners;
    private final StreamPort stream;

    /** Who may listen. */
    volatile ListenerAuthority authority = ListenerAuthority.EVERYBODY;

    /** What is fetched on demand. */
    volatile OnDemand onDemand = OnDemand.NONE;

    private final class Fetching implements OnDemand {
        @Override
        public boolean offers(MountName mount) {
            return onDemand.offers(mount);
        }

        @Override
        public CompletionStage<Void> fetch(MountName mount, RelayPath asked) {
            return onDemand.fetch(mount, asked);
        }
    }

    RunningPort() {
        this(Map.of());
    }

    RunningPort(Map<String, String> settings) {
        this(settings, Runnable::run);
    }

    /** @param passwords where passwords are compared */
    RunningPort(Map<String, String> given, Executor passwords) {
        this(given, passwords, FreePorts.one());
    }

    /** On a port that may be taken. */
    RunningPort(int port) {
        this(Map.of(), Runnable::run, port);
    }

    private RunningPort(Map<String, String> given, Executor passwords, int port) {
        this.port = port;
        shoutcastPort = FreePorts.one();
        Settings settings = settings(given);
        mounts = new MountRegistry(
                settings.limits().sources(), this::settingsOf, FallbackFiles.NONE, Clock.systemUTC(), Ticker.system());
        authenticator = new Authenticator(new OnePassword(), HASHER, passwords, 16);
        sources = new SourceGate(mounts, authenticator, Parsers.fresh(), Ticker.system());
        listeners = new ListenerGate(
                new ListenerGate.Inside(
                        mounts,
                        Intros.NONE,
                        new Fetching(),
                        new Elsewhere(mounts, new Slaves(Ticker.system(), new Random()), () -> 0, server -> false)),
                (request, id) -> authority.authenticate(request, id),
                () -> ListenerLimits.of(1000),
                "here",
                UnaryOperator.identity());
        figures = Figures.of(mounts, listeners, sources, authenticator, Instant.EPOCH);
        stream = new StreamPort(
                () -> settings,
                "Icefloe/test",
                new StreamPort.Inside(
                        sources,
                        listeners,
                        application(),
                        figures.forDoors(),
                        Applications.reachedAt("localhost", port),
                        ended::add),
                new StreamPort.Machinery(loops, workers, Clock.systemUTC()));
        open();
    }

    private ResourceConfig application() {
        return Applications.of(authenticator).serve(Hello.class, new Hello(this::fileBody));
    }

    private FileBody fileBody() {
        long length = file.toFile().exists() ? file.toFile().length() : 1;
        return new FileBody(file, List.of(new FileBody.Part("", 0, length)));
    }

    private void open() {
        try {
            stream.open();
        } catch (StreamPortException taken) {
            close();
            throw taken;
        }
    }

    private Settings settings(Map<String, String> given) {
        Map<String, String> all = new HashMap<>(given);
        all.put("icefloe.home", System.getProperty("java.io.tmpdir") + "/icefloe-no-home");
        all.put("icefloe.stream.bind", "127.0.0.1");
        all.put("icefloe.stream.port", Integer.toString(port));
        all.put("icefloe.stream.shoutcast-port", Integer.toString(shoutcastPort));
        return new SettingsLoader(all, Map.of(), Map.of(), Map.of()).load();
    }

    private MountSettings settingsOf(MountName name) {
        return mountSettings.getOrDefault(name.value(), MountSettings.DEFAULT);
    }

    /** Settings under which listeners are served at once, with room for so many. */
    static MountSettings lowDelay(int mostListeners) {
        return MountSettings.DEFAULT
                .with(MountSetting.DELIVERY_INTERVAL, Duration.ZERO)
                .with(MountSetting.MAX_LISTENERS, Optional.of(mostListeners));
    }

    /** Everybody who listens. */
    Listeners audience() {
        return listeners.audience();
    }

    Peer peer() {
        return Peer.connect(port);
    }

    Optional<Mount> mount(String name) {
        return mounts.find(new MountName(name));
    }

    /** A source that has been let in, of bytes that nobody parses. */
    Peer source(String mount) {
        Peer peer = peer().say(put(mount, "application/octet-stream"));
        String reply = peer.head();
        if (!reply.equals("HTTP/1.0 200 OK\r\n\r\n")) {
            throw new AssertionError(reply);
        }
        return peer;
    }

    /** The head of a source's request. */
    static String put(String mount, String type) {
        return "PUT " + mount + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + Peer.basic("source", "hackme")
                + "\r\nContent-Type: " + type + "\r\n\r\n";
    }

    /** A listener that has had the head of its response. */
    Peer listener(String mount) {
        Peer peer = peer().say("GET " + mount + " HTTP/1.0\r\n\r\n");
        peer.head();
        return peer;
    }

    /** Bytes of the pool that somebody holds. */
    static long heldBytes() {
        return PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() + PooledByteBufAllocator.DEFAULT.pinnedHeapMemory();
    }

    void endSources() {
        mounts.close("the test ends");
    }

    /** How many threads do something for a request this very moment. */
    int workersAtWork() {
        return workers.getActiveCount() + workers.getQueue().size();
    }

    Optional<String> complaint() {
        return stream.complaint();
    }

    @Override
    public void close() {
        stream.close();
        loops.close();
        workers.shutdownNow();
        try {
            workers.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One source account for all mounts. */
    private static final class OnePassword implements AccountBook {
        @Override
        public Optional<Account> account(String username) {
            return Stream.of(Account.of(Account.SOURCE_USER, Role.SOURCE, HASH), Account.of("admin", Role.ADMIN, HASH))
                    .filter(account -> account.username().equals(username))
                    .findFirst();
        }

        @Override
        public Optional<Account> sourceOf(MountName mount) {
            return Optional.empty();
        }
    }
}
