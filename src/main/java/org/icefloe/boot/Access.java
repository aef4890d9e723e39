package org.icefloe.boot;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.htpasswd.CryptHash;
import org.icefloe.auth.htpasswd.HtpasswdFiles;
import org.icefloe.auth.htpasswd.HtpasswdUsers;
import org.icefloe.auth.token.ListenerTokens;
import org.icefloe.auth.token.TokenIssuer;
import org.icefloe.auth.url.UrlAuthenticator;
import org.icefloe.config.MountSetting;
import org.icefloe.config.OpenPort;
import org.icefloe.config.Settings;
import org.icefloe.listener.ListenerAuthority;
import org.icefloe.listener.access.ListenerAccess;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountRegistry;
import org.icefloe.net.http.HttpCalls;
import org.icefloe.source.SourceLogins;
import org.icefloe.store.Database;
import org.icefloe.store.MountRepository;
import org.icefloe.store.SecretRepository;
import org.icefloe.time.Ticker;

/** Everybody who is asked who may listen, and who may stream. */
final class Access implements AutoCloseable {
    /** How long the last notices may take to reach their backends, of the 5 s in which a server ends. */
    private static final long LAST_NOTICES_MILLIS = 1_000;

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Authenticator authenticator;
    private final MountRepository mounts;
    private final HtpasswdFiles files;
    private final HtpasswdUsers htpasswd;
    private final HttpCalls calls;
    private final UrlAuthenticator backends;
    private final ListenerTokens tokens;

    /**
     * What the access is made with.
     *
     * @param settings asked whenever they are needed
     * @param serverName as backends see it in {@code User-Agent}
     * @param trust which servers are believed by https
     */
    record Parts(
            Supplier<Settings> settings,
            String serverName,
            Database database,
            MountRepository mounts,
            Threads threads,
            Supplier<SSLContext> trust) {}

    Access(Parts parts, Authenticator authenticator, int maxWaiting) {
        this.authenticator = authenticator;
        this.mounts = parts.mounts();
        Threads threads = parts.threads();
        SecureRandom random = new SecureRandom();
        files = new HtpasswdFiles(
                parts.settings().get().home(),
                () -> parts.mounts().valuesOf(MountSetting.AUTH_HTPASSWD_FILE),
                threads.looks());
        htpasswd = new HtpasswdUsers(
                files, new CryptHash(random), threads.passwords(), maxWaiting, authenticator.logins());
        calls = new HttpCalls(threads.backends(), threads.hosts(), threads.timer(), parts.serverName(), parts.trust());
        backends = new UrlAuthenticator(
                calls,
                threads.backends(),
                () -> parts.settings().get().server().hostname(),
                OpenPort.of(parts.settings().get().stream()));
        byte[] key = new SecretRepository(parts.database(), random).key("listener-tokens", ListenerTokens.KEY_BYTES);
        tokens = new ListenerTokens(key, Clock.systemUTC());
    }

    /** @param shown how the log may name the address of a listener */
    ListenerAuthority listeners(UnaryOperator<String> shown) {
        ListenerAccess.Ways ways = new ListenerAccess.Ways(htpasswd, backends, authenticator, tokens);
        return new ListenerAccess(mounts, ways, shown, Ticker.system());
    }

    SourceLogins sources() {
        return new SourceLogins(authenticator, mounts, backends, Ticker.system());
    }

    /** Who knows the server's own accounts. */
    Authenticator authenticator() {
        return authenticator;
    }

    /** The users of htpasswd files. */
    HtpasswdUsers htpasswd() {
        return htpasswd;
    }

    /** By which others than backends are sent forms, too; closed with this. */
    HttpCalls calls() {
        return calls;
    }

    /** Links that let in. */
    TokenIssuer tokens() {
        return new TokenIssuer(tokens, Clock.systemUTC());
    }

    /** Has backends told of mounts that are turned on and off. */
    void observe(MountRegistry registry) {
        registry.onBegin(mount -> backends.mountAdd(mount.name(), mount.settings()));
        registry.onEnd((Mount mount) -> backends.mountRemove(mount.name(), mount.settings()));
    }

    /** Looks at the htpasswd files. Waits for their disks. */
    void refresh() {
        files.refresh();
    }

    /** Lets the last notices out, and gives up what is not answered. */
    @Override
    public void close() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_NOTICES_MILLIS);
        while (!backends.isIdle() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(STEP_NANOS);
        }
        calls.close();
    }
}
