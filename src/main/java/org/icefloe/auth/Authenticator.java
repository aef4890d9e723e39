package org.icefloe.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.icefloe.mount.MountName;

/**
 * Says who may do what. Each answer is a stage that is complete at once if this login was checked before, and else
 * completes on a thread of the executor. It fails with an {@link AuthenticationBusyException} if too many logins wait,
 * and with a {@link org.icefloe.mount.RefusedException} of status 429 if this login is new here and too many from its
 * address have failed.
 *
 * <p>Sources of a mount may log in as
 *
 * <pre>
 *   the login of the mount's entry, or that of the pattern it goes by, or the template's, if there is one;
 *   or else the account `source`, which all sources share
 *   any other account of role SOURCE that is good for this mount
 * </pre>
 *
 * An admin's login is not good for a source. Whoever reports a failed login to a person also tells {@link #logins}.
 */
public final class Authenticator {
    private final AccountBook accounts;
    private final PasswordVerifier verifier;
    private final LoginThrottle throttle;

    /** Without a limit to how many logins may fail. */
    public Authenticator(AccountBook accounts, PasswordHasher hasher, Executor executor, int maxWaiting) {
        this(accounts, hasher, executor, maxWaiting, LoginThrottle.none());
    }

    /**
     * Asks that book, and compares passwords on that executor.
     *
     * @param executor where passwords are compared, 50 to 100 ms of a processor each
     * @param maxWaiting how many passwords may wait to be compared at a time
     * @param throttle which addresses are heard
     */
    public Authenticator(
            AccountBook accounts, PasswordHasher hasher, Executor executor, int maxWaiting, LoginThrottle throttle) {
        this.accounts = accounts;
        this.verifier = new PasswordVerifier(hasher, executor, maxWaiting, throttle);
        this.throttle = throttle;
    }

    /** Where failed logins are told. */
    public LoginThrottle logins() {
        return throttle;
    }

    /**
     * Whose credentials these are, whatever the role; empty if nobody's.
     *
     * @param address the client's
     */
    public CompletionStage<Optional<Account>> identify(Credentials credentials, String address) {
        Optional<String> hash = hashOf(credentials);
        return verifier.verify(credentials.user(), credentials.password(), hash, address)
                .thenApply(right -> right ? holder(credentials, hash) : Optional.empty());
    }

    /** Whose credentials these have been found to be before; compares nothing. */
    public Optional<Account> known(Credentials credentials) {
        Optional<String> hash = hashOf(credentials);
        return verifier.known(credentials.user(), credentials.password(), hash)
                .filter(right -> right)
                .flatMap(right -> holder(credentials, hash));
    }

    private Optional<String> hashOf(Credentials credentials) {
        return accounts.account(credentials.user()).map(Account::passwordHash);
    }

    /** The account as it is by now: it may have been changed while the password was compared. */
    private Optional<Account> holder(Credentials credentials, Optional<String> compared) {
        return accounts.account(credentials.user())
                .filter(account -> Optional.of(account.passwordHash()).equals(compared));
    }

    /** Whether these credentials are good for a source of that mount. */
    public CompletionStage<Boolean> maySource(MountName mount, Credentials credentials, String address) {
        Optional<Account> own = accounts.sourceOf(mount);
        if (own.isEmpty()) {
            return is(credentials, address, account -> isSourceOf(mount, account));
        }
        return isLogin(own.get(), mount, credentials, address)
                .thenCompose(right -> right
                        ? CompletableFuture.completedStage(true)
                        : is(
                                credentials,
                                address,
                                account -> isSourceOf(mount, account) && !account.isSharedBySources()));
    }

    /**
     * As many passwords are compared for a user of another name, so that nobody learns the name by the time it takes.
     */
    private CompletionStage<Boolean> isLogin(Account own, MountName mount, Credentials credentials, String address) {
        Optional<String> hash = Optional.of(own)
                .filter(login -> equal(login.username(), credentials.user()))
                .map(Account::passwordHash);
        String stranger = mount + "\0" + credentials.user();
        return verifier.verify(stranger, credentials.password(), hash, address)
                .thenApply(right -> right && accounts.sourceOf(mount).equals(Optional.of(own)));
    }

    private static boolean isSourceOf(MountName mount, Account account) {
        return account.role() == Role.SOURCE && account.covers(mount);
    }

    /** The same for SHOUTcast sources, which send a password and no user name: that of the entry, or the shared one. */
    public CompletionStage<Boolean> maySourceWithPassword(MountName mount, String password, String address) {
        Optional<Account> login = accounts.sourceOf(mount)
                .or(() -> accounts.account(Account.SOURCE_USER).filter(account -> isSourceOf(mount, account)));
        return verifier.verify(Account.SOURCE_USER, password, login.map(Account::passwordHash), address);
    }

    /** Whether these are an admin's credentials. */
    public CompletionStage<Boolean> isAdmin(Credentials credentials, String address) {
        return is(credentials, address, account -> account.role() == Role.ADMIN);
    }

    /** Whether these are the credentials of another server that takes streams from here. */
    public CompletionStage<Boolean> isRelay(Credentials credentials, String address) {
        return is(credentials, address, account -> account.role() == Role.RELAY);
    }

    /** Whether these are the credentials of a listener of that mount. */
    public CompletionStage<Boolean> isListener(MountName mount, Credentials credentials, String address) {
        return is(credentials, address, account -> account.role() == Role.LISTENER && account.covers(mount));
    }

    /** Whose credentials these are, if it is somebody who may listen anywhere: an admin, or another server. */
    public CompletionStage<Optional<Account>> whoListensAnywhere(Credentials credentials, String address) {
        return identify(credentials, address)
                .thenApply(holder -> holder.filter(account -> account.role().listensAnywhere()));
    }

    /** Whoever {@link #whoListensAnywhere} has found these to be before; compares nothing. */
    public Optional<Account> knownToListenAnywhere(Credentials credentials) {
        return known(credentials).filter(account -> account.role().listensAnywhere());
    }

    /** Whether somebody of that name may listen anywhere, once the password is right. */
    public boolean isNameOfWhoListensAnywhere(String user) {
        return accounts.account(user)
                .filter(account -> account.role().listensAnywhere())
                .isPresent();
    }

    private CompletionStage<Boolean> is(Credentials credentials, String address, Predicate<Account> good) {
        return identify(credentials, address)
                .thenApply(account -> account.filter(good).isPresent());
    }

    /** Whether another server is known by that name, once the password is right. */
    public boolean isNameOfRelay(String user) {
        return accounts.account(user)
                .filter(account -> account.role() == Role.RELAY)
                .isPresent();
    }

    /** Takes as long wherever the first difference is. */
    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
