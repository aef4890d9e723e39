package org.icefloe.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountPattern;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {
    private static final MountName LIVE = new MountName("/live");
    private static final MountName OWN = new MountName("/own");
    private static final PasswordHasher HASHER = new PasswordHasher();

    private final Accounts accounts = new Accounts();
    private final Queue<Runnable> queue = new ArrayDeque<>();
    private final Authenticator authenticator = new Authenticator(accounts, HASHER, queue::add, 2);

    @Test
    void sharedSourceLoginIsGoodForAMountWithoutItsOwn() {
        assertThat(answer(authenticator.maySource(LIVE, new Credentials("source", "hackme"))))
                .isTrue();
    }

    @Test
    void wrongPasswordIsRefused() {
        assertThat(answer(authenticator.maySource(LIVE, new Credentials("source", "Hackme"))))
                .isFalse();
    }

    @Test
    void wrongUserWithTheRightPasswordIsRefused() {
        assertThat(answer(authenticator.maySource(LIVE, new Credentials("dj", "hackme"))))
                .isFalse();
    }

    @Test
    void mountsOwnLoginIsGoodForItAlone() {
        Credentials dj = new Credentials("dj", "secret");

        assertThat(answer(authenticator.maySource(OWN, dj))).isTrue();
        assertThat(answer(authenticator.maySource(LIVE, dj))).isFalse();
    }

    @Test
    void mountWithItsOwnLoginRefusesTheSharedOne() {
        assertThat(answer(authenticator.maySource(OWN, new Credentials("source", "hackme"))))
                .isFalse();
    }

    @Test
    void adminMayNotSource() {
        assertThat(answer(authenticator.maySource(LIVE, new Credentials("admin", "boss"))))
                .isFalse();
    }

    @Test
    void shoutcastSourceNeedsThePasswordOnly() {
        assertThat(answer(authenticator.maySourceWithPassword(LIVE, "hackme"))).isTrue();
        assertThat(answer(authenticator.maySourceWithPassword(OWN, "secret"))).isTrue();
        assertThat(answer(authenticator.maySourceWithPassword(OWN, "hackme"))).isFalse();
    }

    @Test
    void rolesAreKeptApart() {
        Credentials admin = new Credentials("admin", "boss");
        Credentials relay = new Credentials("relay", "peer");

        assertThat(answer(authenticator.isAdmin(admin))).isTrue();
        assertThat(answer(authenticator.isRelay(relay))).isTrue();
        assertThat(answer(authenticator.isAdmin(relay))).isFalse();
        assertThat(answer(authenticator.isRelay(admin))).isFalse();
    }

    @Test
    void firstCheckLeavesTheCallersThreadAndTheSecondAnswersAtOnce() {
        Credentials login = new Credentials("source", "hackme");

        assertThat(authenticator.maySource(LIVE, login).toCompletableFuture()).isNotDone();
        runAll();

        assertThat(authenticator.maySource(LIVE, login).toCompletableFuture()).isCompletedWithValue(true);
        assertThat(queue).isEmpty();
    }

    @Test
    void refusalIsRememberedToo() {
        Credentials login = new Credentials("source", "wrong");
        answer(authenticator.maySource(LIVE, login));

        assertThat(authenticator.maySource(LIVE, login).toCompletableFuture()).isCompletedWithValue(false);
    }

    @Test
    void changedPasswordIsCheckedAnew() {
        Credentials old = new Credentials("admin", "boss");
        answer(authenticator.isAdmin(old));
        accounts.add(Account.of("admin", Role.ADMIN, HASHER.hash("new boss")));

        assertThat(answer(authenticator.isAdmin(old))).isFalse();
        assertThat(answer(authenticator.isAdmin(new Credentials("admin", "new boss"))))
                .isTrue();
    }

    @Test
    void unknownUserCostsAComparisonLikeAKnownOne() {
        authenticator.isAdmin(new Credentials("nobody", "boss"));
        authenticator.isAdmin(new Credentials("admin", "wrong"));

        assertThat(queue).hasSize(2);
    }

    @Test
    void sameLoginTwiceIsComparedOnce() {
        Credentials login = new Credentials("source", "hackme");
        CompletionStage<Boolean> first = authenticator.maySource(LIVE, login);
        CompletionStage<Boolean> second = authenticator.maySource(LIVE, login);

        assertThat(queue).hasSize(1);
        assertThat(answer(first)).isTrue();
        assertThat(answer(second)).isTrue();
    }

    @Test
    void floodOfWrongPasswordsIsRefusedNotQueued() {
        CompletionStage<Boolean> first = authenticator.isAdmin(new Credentials("admin", "1"));
        authenticator.isAdmin(new Credentials("admin", "2"));
        CompletableFuture<Boolean> third =
                authenticator.isAdmin(new Credentials("admin", "3")).toCompletableFuture();

        assertThat(queue).hasSize(2);
        assertThatThrownBy(third::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(AuthenticationBusyException.class)
                .hasMessageContaining("2 logins are being checked already");
        assertThat(answer(first)).isFalse();
        assertThat(answer(authenticator.isAdmin(new Credentials("admin", "3")))).isFalse();
    }

    @Test
    void executorThatTakesNothingMakesItBusy() {
        Authenticator closed = new Authenticator(
                accounts,
                HASHER,
                task -> {
                    throw new RejectedExecutionException();
                },
                2);

        assertThat(closed.isAdmin(new Credentials("admin", "boss")))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(AuthenticationBusyException.class);
    }

    private boolean answer(CompletionStage<Boolean> stage) {
        runAll();
        return stage.toCompletableFuture().getNow(false);
    }

    private void runAll() {
        while (!queue.isEmpty()) {
            queue.remove().run();
        }
    }

    /** A shared source login, one mount with its own, an admin and a relay. */
    private static final class Accounts implements AccountBook {
        private static final Account SOURCE = Account.of("source", Role.SOURCE, HASHER.hash("hackme"));
        private static final Account DJ = Account.ofSource(MountPattern.of(OWN), "dj", HASHER.hash("secret"));
        private static final Account ADMIN = Account.of("admin", Role.ADMIN, HASHER.hash("boss"));
        private static final Account RELAY = Account.of("relay", Role.RELAY, HASHER.hash("peer"));

        private final Map<String, Account> byName = new HashMap<>();

        Accounts() {
            add(SOURCE);
            add(ADMIN);
            add(RELAY);
        }

        void add(Account account) {
            byName.put(account.username(), account);
        }

        @Override
        public Optional<Account> account(Role role, String username) {
            return Optional.ofNullable(byName.get(username)).filter(account -> account.role() == role);
        }

        @Override
        public Optional<Account> sourceAccount(MountName mount) {
            return mount.equals(OWN) ? Optional.of(DJ) : account(Role.SOURCE, "source");
        }
    }
}
