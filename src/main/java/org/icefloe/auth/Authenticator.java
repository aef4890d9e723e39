package org.icefloe.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.icefloe.mount.MountName;

/**
 * Says who may do what. Each answer is a stage that is complete at once if this login was checked before, and else
 * completes on a thread of the executor. It fails with an {@link AuthenticationBusyException} if too many logins wait.
 *
 * <p>The rule for sources is Icecast's: a mount whose entry has an account takes that one only; every other mount takes
 * the user {@code source} with the password all sources share. An admin's login is not good for a source.
 */
public final class Authenticator {
    private final AccountBook accounts;
    private final PasswordVerifier verifier;

    /**
     * Asks that book, and compares passwords on that executor.
     *
     * @param executor where passwords are compared, 50 to 100 ms of a processor each
     * @param maxWaiting how many passwords may wait to be compared at a time
     */
    public Authenticator(AccountBook accounts, PasswordHasher hasher, Executor executor, int maxWaiting) {
        this.accounts = accounts;
        this.verifier = new PasswordVerifier(hasher, executor, maxWaiting);
    }

    /** Whether these credentials are good for a source of that mount. */
    public CompletionStage<Boolean> maySource(MountName mount, Credentials credentials) {
        return check(accounts.sourceAccount(mount), credentials);
    }

    /** The same for SHOUTcast sources, which send a password and no user name. */
    public CompletionStage<Boolean> maySourceWithPassword(MountName mount, String password) {
        return verifier.verify(password, accounts.sourceAccount(mount).map(Account::passwordHash));
    }

    /** Whether these are an admin's credentials. */
    public CompletionStage<Boolean> isAdmin(Credentials credentials) {
        return check(accounts.account(Role.ADMIN, credentials.user()), credentials);
    }

    /** Whether these are the credentials of another server that takes streams from here. */
    public CompletionStage<Boolean> isRelay(Credentials credentials) {
        return check(accounts.account(Role.RELAY, credentials.user()), credentials);
    }

    /** An unknown user costs as much as a wrong password: it is compared with a hash that nobody has. */
    private CompletionStage<Boolean> check(Optional<Account> account, Credentials credentials) {
        Optional<String> hash = account.filter(known -> equal(known.username(), credentials.user()))
                .map(Account::passwordHash);
        return verifier.verify(credentials.password(), hash);
    }

    /** Takes as long wherever the first difference is. */
    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
