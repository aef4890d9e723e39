package org.icefloe.source;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.icefloe.auth.Account;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.Credentials;
import org.icefloe.auth.Refusals;
import org.icefloe.auth.url.BackendException;
import org.icefloe.auth.url.UrlAuthenticator;
import org.icefloe.auth.url.UrlVerdict;
import org.icefloe.auth.url.Visitor;
import org.icefloe.config.MountSettings;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountSettingsBook;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Who may send a stream, or say what it is: where a mount's settings have an {@code auth-stream-auth}, the backend says
 * so and nobody else; everywhere else, the server's accounts.
 */
public final class SourceLogins {
    private static final Refusal NO_ANSWER = new Refusal(
            503,
            "Service Unavailable",
            "Whoever says who may stream to this mountpoint does not answer; try again in a moment");

    private final Authenticator authenticator;
    private final MountSettingsBook book;

    /** Absent where there are none. */
    private final Optional<UrlAuthenticator> backends;

    /** By accounts alone. */
    public SourceLogins(Authenticator authenticator) {
        this.authenticator = authenticator;
        this.book = mount -> MountSettings.DEFAULT;
        this.backends = Optional.empty();
    }

    /** By accounts, and by backends where this book says so. */
    public SourceLogins(Authenticator authenticator, MountSettingsBook book, UrlAuthenticator backends) {
        this.authenticator = authenticator;
        this.book = book;
        this.backends = Optional.of(backends);
    }

    /** Whether a backend decides on this mount, which may let whoever asks wait for long. */
    public boolean areElsewhere(MountName mount) {
        return backends.isPresent() && UrlAuthenticator.decidesOnSources(book.settingsOf(mount));
    }

    /** Whether this request may feed its mount. Fails with a {@link RefusedException} if that cannot be found out. */
    CompletionStage<Boolean> mayStream(SourceRequest request, Credentials credentials) {
        return areElsewhere(request.mount())
                ? ask(request, false)
                : authenticator.maySource(request.mount(), credentials, request.address());
    }

    /** The same for SHOUTcast, where a password without a user is that of {@code source}. */
    CompletionStage<Boolean> mayStream(ShoutcastLine line, String address) {
        if (areElsewhere(line.mount())) {
            Credentials sent =
                    line.credentials().orElseGet(() -> new Credentials(Account.SOURCE_USER, line.password()));
            return ask(new SourceRequest(line.mount(), "SOURCE", Map.of(), Optional.of(sent), address), false);
        }
        return authenticator
                .maySourceWithPassword(line.mount(), line.password(), address)
                .thenCompose(may -> may ? CompletableFuture.completedStage(true) : mayStreamAsUser(line, address));
    }

    private CompletionStage<Boolean> mayStreamAsUser(ShoutcastLine line, String address) {
        return line.credentials()
                .map(credentials -> authenticator.maySource(line.mount(), credentials, address))
                .orElse(CompletableFuture.completedStage(false));
    }

    /** Whether whoever sends this request may say what its mount plays, as its source may. */
    public CompletionStage<Boolean> mayDescribe(SourceRequest request) {
        Optional<Credentials> sent = request.credentials();
        if (sent.isEmpty()) {
            return CompletableFuture.completedStage(false);
        }
        return areElsewhere(request.mount())
                ? ask(request, true)
                : authenticator.maySource(request.mount(), sent.get(), request.address());
    }

    private CompletionStage<Boolean> ask(SourceRequest request, boolean admin) {
        Optional<Refusal> tooManyFailed = authenticator.logins().refusal(request.address());
        if (tooManyFailed.isPresent()) {
            return CompletableFuture.failedStage(new RefusedException(tooManyFailed.get()));
        }
        Visitor visitor =
                new Visitor(0, request.mount(), "", request.headers(), request.credentials(), request.address());
        return backends.orElseThrow()
                .streamAuth(visitor, admin, book.settingsOf(visitor.mount()))
                .handle(SourceLogins::verdict);
    }

    private static boolean verdict(@Nullable UrlVerdict verdict, @Nullable Throwable fault) {
        if (fault == null) {
            return verdict != null && verdict.allowed();
        }
        Throwable cause = Refusals.cause(fault);
        if (cause instanceof BackendException) {
            throw new RefusedException(NO_ANSWER);
        }
        throw cause instanceof RuntimeException known ? known : new CompletionException(cause);
    }

    /** What to answer a login that has failed. */
    Refusal failed(MountName mount, String address, String who) {
        return authenticator.logins().failed(address, "Source login at " + mount, who);
    }
}
