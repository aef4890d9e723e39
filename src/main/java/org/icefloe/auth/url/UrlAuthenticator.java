package org.icefloe.auth.url;

import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.icefloe.auth.AuthenticationBusyException;
import org.icefloe.auth.Credentials;
import org.icefloe.bytes.Faults;
import org.icefloe.bytes.Printable;
import org.icefloe.config.AuthType;
import org.icefloe.config.HttpUrl;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.config.Secret;
import org.icefloe.mount.MountName;
import org.icefloe.net.http.HttpAnswer;
import org.icefloe.net.http.HttpCalls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Icecast's authentication of type {@code url}: a backend is asked by HTTP who may listen and stream, and told who has
 * left and which mounts are on.
 *
 * <p>Logins of listeners and sources go out at once, {@value #MOST_WAITING} of each mount at a time; with a backend
 * that takes two seconds that is 500 a second. Notices go out in the order of their mount, some at a time, and are
 * dropped when too many wait.
 */
public final class UrlAuthenticator {
    private static final Logger log = LoggerFactory.getLogger(UrlAuthenticator.class);

    /** Icecast has room for 100, and one thread. */
    static final int MOST_WAITING = 1_000;

    /** When a mount ends, all its listeners leave at once. */
    private static final int REMOVALS_AT_A_TIME = 32;

    private static final int MOST_REMOVALS = 20_000;
    private static final int MOST_MOUNT_NOTICES = 100;

    private final Backends backends;
    private final Supplier<String> server;
    private final int port;
    private final Waiting logins = new Waiting(MOST_WAITING);
    private final Lanes removals;
    private final Lanes mountNotices;

    /** The backends that have failed last, so that the log tells each change and not each call. */
    private final Map<HttpUrl, Boolean> failing = new ConcurrentHashMap<>();

    /**
     * Asks backends.
     *
     * @param calls by which they are asked
     * @param executor where notices are begun
     * @param server the host name of this server; asked at each call
     * @param port its stream port
     */
    public UrlAuthenticator(HttpCalls calls, Executor executor, Supplier<String> server, int port) {
        this(new HttpBackends(calls), executor, server, port);
    }

    UrlAuthenticator(Backends backends, Executor executor, Supplier<String> server, int port) {
        this.backends = backends;
        this.server = server;
        this.port = port;
        this.removals = new Lanes(executor, REMOVALS_AT_A_TIME, MOST_REMOVALS);
        this.mountNotices = new Lanes(executor, 1, MOST_MOUNT_NOTICES);
    }

    private Forms forms() {
        return new Forms(server.get(), port);
    }

    /** What settings say, where they are of this type. */
    private static Optional<HttpUrl> url(MountSettings settings, MountSetting<Optional<HttpUrl>> which) {
        return settings.get(MountSetting.AUTH_TYPE) == AuthType.URL ? settings.get(which) : Optional.empty();
    }

    /**
     * Asks whether somebody may listen; everybody may where nobody is to be asked.
     *
     * @return fails with a {@link BackendException} if the backend does not answer, and with an
     *     {@link AuthenticationBusyException} if too many of this mount wait for it
     */
    public CompletionStage<UrlVerdict> listenerAdd(Visitor visitor, MountSettings settings) {
        return url(settings, MountSetting.AUTH_LISTENER_ADD)
                .map(url -> ask(url, forms().listenerAdd(visitor, settings), visitor, settings))
                .orElseGet(() -> CompletableFuture.completedStage(UrlVerdict.YES));
    }

    /** Tells that a listener has gone who was let in. Returns at once. */
    public void listenerRemove(Visitor visitor, Duration listened, MountSettings settings) {
        url(settings, MountSetting.AUTH_LISTENER_REMOVE).ifPresent(url -> {
            Form form = forms().listenerRemove(visitor, listened);
            tell(
                    removals,
                    visitor.mount(),
                    new Call(url, form, credentials(url, settings, visitor), patience(settings)));
        });
    }

    /** Whether {@link #streamAuth} decides about sources under these settings. */
    public static boolean decidesOnSources(MountSettings settings) {
        return url(settings, MountSetting.AUTH_STREAM_AUTH).isPresent();
    }

    /**
     * Asks whether somebody may be the source of a mount, or say something of its stream.
     *
     * @param admin whether it is the latter
     * @return fails as {@link #listenerAdd} does
     */
    public CompletionStage<UrlVerdict> streamAuth(Visitor visitor, boolean admin, MountSettings settings) {
        HttpUrl url = url(settings, MountSetting.AUTH_STREAM_AUTH).orElseThrow();
        return ask(url, forms().streamAuth(visitor, admin), visitor, settings);
    }

    /** Tells that a mount is on. Returns at once. */
    public void mountAdd(MountName mount, MountSettings settings) {
        tellOfMount("mount_add", MountSetting.AUTH_MOUNT_ADD, mount, settings);
    }

    /** Tells that a mount is off. Returns at once. */
    public void mountRemove(MountName mount, MountSettings settings) {
        tellOfMount("mount_remove", MountSetting.AUTH_MOUNT_REMOVE, mount, settings);
    }

    private void tellOfMount(
            String action, MountSetting<Optional<HttpUrl>> which, MountName mount, MountSettings settings) {
        url(settings, which).ifPresent(url -> {
            Call call = new Call(url, forms().mount(action, mount), own(url, settings), patience(settings));
            tell(mountNotices, mount, call);
        });
    }

    /** Whether every notice has been sent and answered, or given up. */
    public boolean isIdle() {
        return removals.areIdle() && mountNotices.areIdle();
    }

    private static Duration patience(MountSettings settings) {
        return settings.get(MountSetting.AUTH_TIMEOUT);
    }

    /** The server's own credentials for a backend: those in its address, or else those of the settings. */
    private static Optional<Credentials> own(HttpUrl url, MountSettings settings) {
        return url.userInfo()
                .map(pair -> pair.split(":", 2))
                .map(parts -> new Credentials(parts[0], parts.length > 1 ? parts[1] : ""))
                .or(() -> settings.get(MountSetting.AUTH_USER)
                        .map(user -> new Credentials(
                                user,
                                settings.get(MountSetting.AUTH_PASSWORD)
                                        .map(Secret::reveal)
                                        .orElse(""))));
    }

    /** Without any of its own, the server passes on the client's. */
    private static Optional<Credentials> credentials(HttpUrl url, MountSettings settings, Visitor visitor) {
        return own(url, settings).or(visitor::credentials);
    }

    private CompletionStage<UrlVerdict> ask(HttpUrl url, Form form, Visitor visitor, MountSettings settings) {
        if (!logins.tryEnter(visitor.mount())) {
            return CompletableFuture.failedStage(new AuthenticationBusyException(MOST_WAITING));
        }
        Call call = new Call(url, form, credentials(url, settings, visitor), patience(settings));
        CompletableFuture<UrlVerdict> verdict = new CompletableFuture<>();
        post(call).whenComplete((answer, fault) -> {
            logins.leave(visitor.mount());
            if (fault != null) {
                verdict.completeExceptionally(fault);
                return;
            }
            UrlVerdict said = UrlVerdict.of(answer, settings);
            if (!said.allowed() && answer.status() >= 500) {
                verdict.completeExceptionally(failed(call, "it answers with status " + answer.status()));
            } else {
                worked(call);
                verdict.complete(said);
            }
        });
        return verdict;
    }

    private void tell(Lanes lanes, MountName mount, Call call) {
        boolean added;
        try {
            added = lanes.add(mount, () -> post(call).whenComplete((answer, fault) -> {
                if (fault == null) {
                    worked(call);
                }
            }));
        } catch (RejectedExecutionException theServerEnds) {
            return;
        }
        if (!added) {
            failed(call, "so many notices of " + mount + " wait for it that further ones are dropped");
        }
    }

    /** Fails with a {@link BackendException} only. */
    private CompletionStage<HttpAnswer> post(Call call) {
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        backends.post(call).whenComplete((head, fault) -> {
            if (fault == null) {
                answer.complete(head);
            } else {
                answer.completeExceptionally(failed(call, reason(fault)));
            }
        });
        return answer;
    }

    private static String reason(Throwable fault) {
        Throwable cause = Faults.cause(fault);
        if (cause instanceof ConnectException) {
            // Java's client does not say more.
            return "it cannot be connected to";
        }
        return Printable.oneLine(cause.getMessage() == null ? "the connection has failed" : cause.getMessage());
    }

    private BackendException failed(Call call, String reason) {
        if (failing.putIfAbsent(call.url(), true) == null) {
            log.warn(
                    "The backend {} fails: {}; it is not said again until it works",
                    call.url().place(),
                    reason);
        }
        return new BackendException(reason);
    }

    private void worked(Call call) {
        if (!failing.isEmpty() && failing.remove(call.url()) != null) {
            log.info("The backend {} works again", call.url().place());
        }
    }
}
