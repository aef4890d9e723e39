package org.icefloe.source;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.icefloe.auth.Account;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.Credentials;
import org.icefloe.auth.RightLogins;
import org.icefloe.auth.url.BackendException;
import org.icefloe.auth.url.UrlAuthenticator;
import org.icefloe.auth.url.UrlVerdict;
import org.icefloe.auth.url.Visitor;
import org.icefloe.bytes.Faults;
import org.icefloe.bytes.Printable;
import org.icefloe.config.MountSettings;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountSettingsBook;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.time.Ticker;

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
    private final RightLogins right;

    /** Absent where there are none. */
    private final Optional<UrlAuthenticator> backends;

    /** By accounts alone. */
    public SourceLogins(Authenticator authenticator) {
        this.authenticator = authenticator;
        this.book = mount -> MountSettings.DEFAULT;
        this.backends = Optional.empty();
        this.right = new RightLogins(Ticker.system());
    }

    /**
     * By accounts, and by backends where this book says so.
     *
     * @param ticker measures how long a login is remembered that a backend has let in
     */
    public SourceLogins(Authenticator authenticator, MountSettingsBook book, UrlAuthenticator backends, Ticker ticker) {
        this.authenticator = authenticator;
        this.book = book;
        this.backends = Optional.of(backends);
        this.right = new RightLogins(ticker);
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

    /** Who was let in before is asked about though others from there have guessed. */
    private CompletionStage<Boolean> ask(SourceRequest request, boolean admin) {
        Optional<Refusal> tooManyFailed =
                authenticator.logins().refusal(request.address()).filter(refusal -> !wasRight(request));
        if (tooManyFailed.isPresent()) {
            return CompletableFuture.failedStage(new RefusedException(tooManyFailed.get()));
        }
        Visitor visitor =
                new Visitor(0, request.mount(), "", request.headers(), request.credentials(), request.address());
        return backends.orElseThrow()
                .streamAuth(visitor, admin, book.settingsOf(visitor.mount()))
                .thenApply(verdict -> follow(request, verdict))
                .exceptionally(SourceLogins::noVerdict);
    }

    private boolean wasRight(SourceRequest request) {
        return request.credentials()
                .filter(sent -> right.contain(request.mount(), sent, request.address()))
                .isPresent();
    }

    private boolean follow(SourceRequest request, UrlVerdict verdict) {
        request.credentials()
                .ifPresent(sent -> right.note(request.mount(), sent, request.address(), verdict.allowed()));
        if (!verdict.allowed() && verdict.forbidden()) {
            throw new RefusedException(forbidden(request, verdict));
        }
        return verdict.allowed();
    }

    /** Nobody has guessed a password whom the backend wants nothing of. */
    private Refusal forbidden(SourceRequest request, UrlVerdict verdict) {
        Optional<String> message = verdict.message().map(Printable::oneLine).filter(text -> !text.isBlank());
        String words = message.map(text -> "; the backend says " + Printable.quote(text))
                .orElse("");
        authenticator
                .logins()
                .refusedElsewhere(
                        request.address(),
                        "Source %s at %s is refused by the backend%s"
                                .formatted(Printable.oneLine(request.address()), request.mount(), words));
        return new Refusal(403, "Forbidden", message.orElse("You may not stream to this mountpoint"));
    }

    private static boolean noVerdict(Throwable fault) {
        Throwable cause = Faults.cause(fault);
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
