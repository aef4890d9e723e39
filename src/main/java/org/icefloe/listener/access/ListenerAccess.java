package org.icefloe.listener.access;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.icefloe.auth.Account;
import org.icefloe.auth.AuthenticationBusyException;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.Credentials;
import org.icefloe.auth.RightLogins;
import org.icefloe.auth.Role;
import org.icefloe.auth.htpasswd.HtpasswdUsers;
import org.icefloe.auth.token.ListenerTokens;
import org.icefloe.auth.token.TokenVerdict;
import org.icefloe.auth.url.BackendException;
import org.icefloe.auth.url.UrlAuthenticator;
import org.icefloe.auth.url.UrlVerdict;
import org.icefloe.auth.url.Visitor;
import org.icefloe.bytes.Faults;
import org.icefloe.bytes.Printable;
import org.icefloe.config.AuthType;
import org.icefloe.config.FailureAnswer;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.listener.Grant;
import org.icefloe.listener.ListenerAuthority;
import org.icefloe.listener.ListenerRequest;
import org.icefloe.mount.MountSettingsBook;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.time.Ticker;

/**
 * Who may listen, by the settings of the mount that is asked for; a fallback that is heard in its place has no say.
 *
 * <pre>
 *   deny-addresses, allow-addresses, deny-agents ── 403
 *   auth-type none ──────────────────────────────── everybody; another server, if it logs in, as such
 *   ?token= ─────────────────────────────────────── good: in; bad: 403; a backend's own goes on to it
 *   auth-type htpasswd, accounts ────────────────── as they say
 *   an admin, another server ────────────────────── in; else, but for auth-type url, 401
 *   auth-type url ───────────────────────────────── as the backend says; else 401
 *   auth-allow-duplicate-users false ────────────── a user who listens already: 401
 * </pre>
 *
 * <p>A login that is wrong at a file or at accounts costs as many comparisons whosever name it bears. A backend's
 * listeners come by the thousand; of them only who bears the name of an admin or of another server is compared, and
 * every wrong password for such a name is told to the throttle, whatever the backend says.
 *
 * <p>Nothing here waits: files and accounts are in memory, passwords are compared and backends asked elsewhere.
 */
public final class ListenerAccess implements ListenerAuthority {
    private static final Refusal ADDRESS = forbidden("Nobody may listen to this stream from your address");
    private static final Refusal AGENT = forbidden("Nobody may listen to this stream with your player");
    private static final Refusal TOKEN_FORGED = forbidden("This link is none of this server's; ask for a new one");
    private static final Refusal TOKEN_ELSEWHERE = forbidden("This link is for another stream");
    private static final Refusal TOKEN_EXPIRED = forbidden("This link has expired; ask for a new one");
    private static final Refusal NO_ANSWER = new Refusal(
            503,
            "Service Unavailable",
            "Whoever says who may listen to this stream does not answer; try again in a moment");
    private static final Refusal DUPLICATE =
            unauthorized("This user listens to this stream already, and may only once at a time");

    private final MountSettingsBook book;
    private final Ways ways;
    private final UnaryOperator<String> shown;
    private final Ticker ticker;
    private final Presence presence = new Presence();
    private final RightLogins right;

    /**
     * Who is asked.
     *
     * @param htpasswd users of files
     * @param backends the operator's own
     * @param accounts the server's
     * @param tokens links that let in
     */
    public record Ways(
            HtpasswdUsers htpasswd, UrlAuthenticator backends, Authenticator accounts, ListenerTokens tokens) {}

    /**
     * Goes by this book, and asks these.
     *
     * @param shown how the log may name the address of a listener whom a backend has refused
     * @param ticker measures how long somebody has listened
     */
    public ListenerAccess(MountSettingsBook book, Ways ways, UnaryOperator<String> shown, Ticker ticker) {
        this.book = book;
        this.ways = ways;
        this.shown = shown;
        this.ticker = ticker;
        this.right = new RightLogins(ticker);
    }

    /**
     * A request, the number of its connection, and what holds for it.
     *
     * @param told what the throttle has said to this login, if it has heard already that it is wrong
     */
    private record Visit(ListenerRequest request, long id, MountSettings settings, Optional<Refusal> told) {
        Visit told(Refusal answer) {
            return new Visit(request, id, settings, Optional.of(answer));
        }

        AuthType type() {
            return settings.get(MountSetting.AUTH_TYPE);
        }

        Optional<Credentials> credentials() {
            return request.credentials();
        }

        /** Without credentials, that of nobody. */
        String user() {
            return credentials().map(Credentials::user).orElse("");
        }

        Visitor visitor() {
            return new Visitor(
                    id, request.mount(), request.query(), request.headers(), credentials(), request.address());
        }
    }

    @Override
    public CompletionStage<Grant> authenticate(ListenerRequest request, long id) {
        Visit visit = new Visit(request, id, book.settingsOf(request.mount()), Optional.empty());
        Optional<Refusal> unwelcome = unwelcome(request, visit.settings());
        if (unwelcome.isPresent()) {
            return refused(unwelcome.get());
        }
        if (visit.type() == AuthType.NONE) {
            return visit.credentials()
                    .filter(sent -> ways.accounts().isNameOfRelay(sent.user()))
                    .map(sent -> perhapsAsRelay(visit, sent))
                    .orElseGet(() -> CompletableFuture.completedStage(Grant.of(id)));
        }
        Optional<String> token =
                token(request.query()).filter(text -> visit.type() != AuthType.URL || ListenerTokens.isOne(text));
        if (token.isPresent()) {
            return byToken(visit, token.get());
        }
        if (visit.credentials().isEmpty()) {
            return visit.type() == AuthType.URL ? byBackend(visit) : refused(Refusal.UNAUTHORIZED);
        }
        Credentials sent = visit.credentials().get();
        Optional<Account> known = ways.accounts().knownToListenAnywhere(sent);
        if (known.isPresent()) {
            return anywhere(visit, known.get());
        }
        return visit.type() == AuthType.URL ? byBackend(visit, sent) : byPassword(visit, sent);
    }

    private static Optional<Refusal> unwelcome(ListenerRequest request, MountSettings settings) {
        String address = request.address();
        boolean denied = settings.get(MountSetting.DENY_ADDRESSES).contains(address)
                || !settings.get(MountSetting.ALLOW_ADDRESSES).isEmpty()
                        && !settings.get(MountSetting.ALLOW_ADDRESSES).contains(address);
        if (denied) {
            return Optional.of(ADDRESS);
        }
        return request.header("user-agent")
                .filter(agent -> settings.get(MountSetting.DENY_AGENTS).match(agent))
                .map(agent -> AGENT);
    }

    /** Tokens are made of characters that need no escape. */
    private static Optional<String> token(String query) {
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith("token="))
                .map(pair -> pair.substring("token=".length()))
                .findFirst();
    }

    private CompletionStage<Grant> byToken(Visit visit, String token) {
        TokenVerdict verdict = ways.tokens().read(token, visit.request().mount());
        if (verdict instanceof TokenVerdict.Good good) {
            return good.user()
                    .map(user -> admitted(visit, user, Grant.of(visit.id())))
                    .orElseGet(() -> CompletableFuture.completedStage(Grant.of(visit.id())));
        }
        return refused(
                switch (((TokenVerdict.Bad) verdict).fault()) {
                    case FORGED -> TOKEN_FORGED;
                    case ELSEWHERE -> TOKEN_ELSEWHERE;
                    case EXPIRED -> TOKEN_EXPIRED;
                });
    }

    private static CompletionStage<Grant> anywhere(Visit visit, Account account) {
        return CompletableFuture.completedStage(asAccount(visit, account));
    }

    private static Grant asAccount(Visit visit, Account account) {
        Grant named = Grant.of(visit.id()).to(account.username());
        return account.role() == Role.RELAY ? named.asRelay() : named;
    }

    /**
     * Where everybody may listen, another server that logs in is known as one. If it cannot, it is one of everybody;
     * whoever guesses at its password is told to the throttle all the same.
     */
    private CompletionStage<Grant> perhapsAsRelay(Visit visit, Credentials sent) {
        return ways.accounts()
                .whoListensAnywhere(sent, visit.request().address())
                .thenApply(
                        found -> found.map(account -> asAccount(visit, account)).orElseGet(() -> {
                            failedLogin(visit, "");
                            return Grant.of(visit.id());
                        }))
                .exceptionally(notCompared -> Grant.of(visit.id()));
    }

    /** Asks the file or the accounts; who is wrong there may still be somebody who may listen anywhere. */
    private CompletionStage<Grant> byPassword(Visit visit, Credentials sent) {
        String address = visit.request().address();
        CompletionStage<Boolean> may = visit.type() == AuthType.HTPASSWD
                ? ways.htpasswd().mayListen(visit.settings(), sent, address)
                : ways.accounts().isListener(visit.request().mount(), sent, address);
        return may.thenCompose(
                yes -> yes ? admitted(visit, sent.user(), Grant.of(visit.id())) : anywhereOr(visit, sent, this::wrong));
    }

    private CompletionStage<Grant> wrong(Visit visit) {
        return refused(failedLogin(visit, ""));
    }

    private CompletionStage<Grant> anywhereOr(
            Visit visit, Credentials sent, Function<Visit, CompletionStage<Grant>> otherwise) {
        return ways.accounts()
                .whoListensAnywhere(sent, visit.request().address())
                .thenCompose(found ->
                        found.map(account -> anywhere(visit, account)).orElseGet(() -> otherwise.apply(visit)));
    }

    /** The backend may know others by the same name, and is asked about them. */
    private CompletionStage<Grant> byBackend(Visit visit, Credentials sent) {
        return ways.accounts().isNameOfWhoListensAnywhere(sent.user())
                ? anywhereOr(visit, sent, wrong -> byBackend(wrong.told(failedLogin(wrong, ""))))
                : byBackend(visit);
    }

    /**
     * Tells the throttle, unless it knows.
     *
     * @param remark for the log
     */
    private Refusal failedLogin(Visit visit, String remark) {
        ListenerRequest request = visit.request();
        return visit.told().orElseGet(() -> ways.accounts()
                .logins()
                .failed(
                        request.address(),
                        "Listener login at " + request.mount(),
                        "user " + Printable.quote(visit.user()) + remark));
    }

    /** Gives the user a place, of which there may be only one. */
    private CompletionStage<Grant> admitted(Visit visit, String user, Grant grant) {
        Grant named = grant.to(user);
        if (visit.settings().get(MountSetting.AUTH_ALLOW_DUPLICATE_USERS)) {
            return CompletableFuture.completedStage(named);
        }
        if (presence.tryEnter(visit.request().mount(), user)) {
            return CompletableFuture.completedStage(
                    named.whenOver(() -> presence.leave(visit.request().mount(), user)));
        }
        grant.release();
        return refused(DUPLICATE);
    }

    /** Who was let in before is asked about though others from there have guessed. */
    private CompletionStage<Grant> byBackend(Visit visit) {
        ListenerRequest request = visit.request();
        Optional<Refusal> tooManyFailed = visit.credentials().flatMap(sent -> ways.accounts()
                .logins()
                .refusal(request.address())
                .filter(refusal -> !right.contain(request.mount(), sent, request.address())));
        if (tooManyFailed.isPresent()) {
            return refused(tooManyFailed.get());
        }
        return ways.backends()
                .listenerAdd(visit.visitor(), visit.settings())
                .handle((verdict, fault) -> fault == null ? follow(visit, verdict) : withoutAnswer(visit, fault))
                .thenCompose(Function.identity());
    }

    private CompletionStage<Grant> follow(Visit visit, UrlVerdict verdict) {
        ListenerRequest request = visit.request();
        visit.credentials().ifPresent(sent -> right.note(request.mount(), sent, request.address(), verdict.allowed()));
        if (!verdict.allowed()) {
            return refused(refusedByBackend(visit, verdict));
        }
        long began = ticker.nanos();
        Grant grant = Grant.of(visit.id()).whenOver(() -> ways.backends()
                .listenerRemove(visit.visitor(), Duration.ofNanos(ticker.nanos() - began), visit.settings()));
        Grant limited = verdict.timeLimit().map(grant::limitedTo).orElse(grant);
        // Nobody's name is no user's, who might listen twice.
        return visit.user().isEmpty()
                ? CompletableFuture.completedStage(limited)
                : admitted(visit, visit.user(), limited);
    }

    private Refusal refusedByBackend(Visit visit, UrlVerdict verdict) {
        Optional<String> message = verdict.message().map(Printable::oneLine).filter(text -> !text.isBlank());
        String words = message.map(text -> "; the backend says " + Printable.quote(text))
                .orElse("");
        boolean wrongLogin = visit.credentials().isPresent() && !verdict.forbidden();
        Refusal refusal = wrongLogin ? failedLogin(visit, words) : Refusal.UNAUTHORIZED;
        if (!wrongLogin) {
            String address = visit.request().address();
            String listener = Printable.oneLine(shown.apply(address));
            ways.accounts()
                    .logins()
                    .refusedElsewhere(
                            address,
                            "Listener %s of %s is refused by the backend%s"
                                    .formatted(listener, visit.request().mount(), words));
        }
        if (verdict.forbidden()) {
            return forbidden(message.orElse("You may not listen to this stream"));
        }
        return refusal.equals(Refusal.UNAUTHORIZED)
                ? message.map(ListenerAccess::unauthorized).orElse(refusal)
                : refusal;
    }

    /** The backend has not answered, or too many wait for it. */
    private static CompletionStage<Grant> withoutAnswer(Visit visit, Throwable fault) {
        Throwable cause = Faults.cause(fault);
        boolean expected = cause instanceof BackendException || cause instanceof AuthenticationBusyException;
        if (expected && visit.settings().get(MountSetting.AUTH_ON_FAILURE) == FailureAnswer.ALLOW) {
            return CompletableFuture.completedStage(Grant.of(visit.id()));
        }
        return cause instanceof BackendException ? refused(NO_ANSWER) : CompletableFuture.failedStage(cause);
    }

    private static Refusal forbidden(String message) {
        return new Refusal(403, "Forbidden", message);
    }

    private static Refusal unauthorized(String message) {
        return new Refusal(Refusal.UNAUTHORIZED.status(), Refusal.UNAUTHORIZED.reason(), message);
    }

    private static CompletionStage<Grant> refused(Refusal refusal) {
        return CompletableFuture.failedStage(new RefusedException(refusal));
    }
}
