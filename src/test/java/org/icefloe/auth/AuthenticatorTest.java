package org.icefloe.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountPattern;
import org.icefloe.mount.RefusedException;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {
    private static final MountName LIVE = new MountName("/live");
    private static final MountName OWN = new MountName("/own");
    private static final String HERE = "192.0.2.1";
    private static final PasswordHasher HASHER = new PasswordHasher();

    private final Accounts accounts = new Accounts();
    private final Queue<Runnable> queue = new ArrayDeque<>();
    private final Authenticator authenticator = new Authenticator(accounts, HASHER, queue::add, 2);

    @Test
    void sharedSourceLoginIsGoodForAMountWithoutItsOwn() {
        assertThat(answer(authenticator.maySource(LIVE, new Credentials("source", "hackme"), HERE)))
                .isTrue();
    }

    @Test
    void wrongPasswordIsRefused() {
        assertThat(answer(authenticator.maySource(LIVE, new Credentials("source", "Hackme"), HERE)))
                .isFalse();
    }

    @Test
    void wrongUserWithTheRightPasswordIsRefused() {
        assertThat(answer(authenticator.maySource(LIVE, new Credentials("dj", "hackme"), HERE)))
                .isFalse();
    }

    @Test
    void mountsOwnLoginIsGoodForItAlone() {
        Credentials dj = new Credentials("dj", "secret");

        assertThat(answer(authenticator.maySource(OWN, dj, HERE))).isTrue();
        assertThat(answer(authenticator.maySource(LIVE, dj, HERE))).isFalse();
    }

    @Test
    void mountWithItsOwnLoginRefusesTheSharedOne() {
        assertThat(answer(authenticator.maySource(OWN, new Credentials("source", "hackme"), HERE)))
                .isFalse();
    }

    @Test
    void adminMayNotSource() {
        assertThat(answer(authenticator.maySource(LIVE, new Credentials("admin", "boss"), HERE)))
                .isFalse();
    }

    @Test
    void shoutcastSourceNeedsThePasswordOnly() {
        assertThat(answer(authenticator.maySourceWithPassword(LIVE, "hackme", HERE)))
                .isTrue();
        assertThat(answer(authenticator.maySourceWithPassword(OWN, "secret", HERE)))
                .isTrue();
        assertThat(answer(authenticator.maySourceWithPassword(OWN, "hackme", HERE)))
                .isFalse();
    }

    @Test
    void rolesAreKeptApart() {
        Credentials admin = new Credentials("admin", "boss");
        Credentials relay = new Credentials("relay", "peer");

        assertThat(answer(authenticator.isAdmin(admin, HERE))).isTrue();
        assertThat(answer(authenticator.isRelay(relay, HERE))).isTrue();
        assertThat(answer(authenticator.isAdmin(relay, HERE))).isFalse();
        assertThat(answer(authenticator.isRelay(admin, HERE))).isFalse();
    }

    @Test
    void firstCheckLeavesTheCallersThreadAndTheSecondAnswersAtOnce() {
        Credentials login = new Credentials("source", "hackme");

        assertThat(authenticator.maySource(LIVE, login, HERE).toCompletableFuture())
                .isNotDone();
        runAll();

        assertThat(authenticator.maySource(LIVE, login, HERE).toCompletableFuture())
                .isCompletedWithValue(true);
        assertThat(queue).isEmpty();
    }

    @Test
    void refusalIsRememberedToo() {
        Credentials login = new Credentials("source", "wrong");
        answer(authenticator.maySource(LIVE, login, HERE));

        assertThat(authenticator.maySource(LIVE, login, HERE).toCompletableFuture())
                .isCompletedWithValue(false);
    }

    @Test
    void changedPasswordIsCheckedAnew() {
        Credentials old = new Credentials("admin", "boss");
        answer(authenticator.isAdmin(old, HERE));
        accounts.add(Account.of("admin", Role.ADMIN, HASHER.hash("new boss")));

        assertThat(answer(authenticator.isAdmin(old, HERE))).isFalse();
        assertThat(answer(authenticator.isAdmin(new Credentials("admin", "new boss"), HERE)))
                .isTrue();
    }

    @Test
    void unknownUserCostsAComparisonLikeAKnownOne() {
        authenticator.isAdmin(new Credentials("nobody", "boss"), HERE);
        authenticator.isAdmin(new Credentials("admin", "wrong"), HERE);

        assertThat(queue).hasSize(2);
    }

    @Test
    void strangerCostsAsManyComparisonsAsAWrongPasswordWhateverIsAsked() {
        int known = comparisons(new Credentials("source", "wrong"));
        assertThat(comparisons(new Credentials("nobody", "wrong"))).isEqualTo(known);
        // The password is one that another stranger has tried; that must not make the answer come at once.
        assertThat(comparisons(new Credentials("somebody", "wrong"))).isEqualTo(known);
        assertThat(comparisons(new Credentials("admin", "wrong"))).isEqualTo(known);
        assertThat(comparisons(new Credentials("dj", "wrong"))).isEqualTo(known);
    }

    /** How many passwords are compared for one who asks for a mount's title to be set, and then for the console. */
    private int comparisons(Credentials credentials) {
        int count = 0;
        for (CompletionStage<Boolean> asked :
                List.of(authenticator.maySource(OWN, credentials, HERE), authenticator.isAdmin(credentials, HERE))) {
            while (!queue.isEmpty()) {
                queue.remove().run();
                count++;
            }
            assertThat(asked.toCompletableFuture()).isCompletedWithValue(false);
        }
        return count;
    }

    @Test
    void accountOfRoleSourceIsGoodForItsMounts() {
        accounts.add(Account.of("eve", Role.SOURCE, List.of(MountPattern.parse("/club/**")), HASHER.hash("night")));
        Credentials eve = new Credentials("eve", "night");

        assertThat(answer(authenticator.maySource(new MountName("/club/a.mp3"), eve, HERE)))
                .isTrue();
        assertThat(answer(authenticator.maySource(LIVE, eve, HERE))).isFalse();
    }

    @Test
    void mountWithALoginOfItsOwnTakesAccountsThatCoverItToo() {
        accounts.add(Account.of("eve", Role.SOURCE, List.of(MountPattern.of(OWN)), HASHER.hash("night")));
        accounts.add(Account.of("all", Role.SOURCE, HASHER.hash("everywhere")));

        assertThat(answer(authenticator.maySource(OWN, new Credentials("eve", "night"), HERE)))
                .isTrue();
        assertThat(answer(authenticator.maySource(OWN, new Credentials("all", "everywhere"), HERE)))
                .isTrue();
        assertThat(answer(authenticator.maySource(OWN, new Credentials("dj", "secret"), HERE)))
                .isTrue();
    }

    @Test
    void sharedAccountThatIsKeptToMountsIsNoLongerShared() {
        accounts.add(Account.of("source", Role.SOURCE, List.of(MountPattern.of(OWN)), HASHER.hash("hackme")));
        Credentials source = new Credentials("source", "hackme");

        assertThat(answer(authenticator.maySource(LIVE, source, HERE))).isFalse();
        assertThat(answer(authenticator.maySourceWithPassword(LIVE, "hackme", HERE)))
                .isFalse();
        assertThat(answer(authenticator.maySource(OWN, source, HERE))).isTrue();
    }

    @Test
    void listenerIsGoodForItsMountsAndForNothingElse() {
        accounts.add(Account.of("ann", Role.LISTENER, List.of(MountPattern.of(OWN)), HASHER.hash("ears")));
        accounts.add(Account.of("bob", Role.LISTENER, HASHER.hash("ears")));
        Credentials ann = new Credentials("ann", "ears");
        Credentials bob = new Credentials("bob", "ears");

        assertThat(answer(authenticator.isListener(OWN, ann, HERE))).isTrue();
        assertThat(answer(authenticator.isListener(LIVE, ann, HERE))).isFalse();
        assertThat(answer(authenticator.isListener(LIVE, bob, HERE))).isTrue();
        assertThat(answer(authenticator.isListener(LIVE, new Credentials("source", "hackme"), HERE)))
                .isFalse();
        assertThat(answer(authenticator.maySource(LIVE, bob, HERE))).isFalse();
        assertThat(answer(authenticator.isAdmin(bob, HERE))).isFalse();
        assertThat(answer(authenticator.isRelay(bob, HERE))).isFalse();
    }

    @Test
    void whoItIsIsToldAndKnownLater() {
        Credentials admin = new Credentials("admin", "boss");
        assertThat(authenticator.known(admin)).isEmpty();
        CompletionStage<Optional<Account>> who = authenticator.identify(admin, HERE);
        runAll();

        assertThat(who.toCompletableFuture().join()).map(Account::username).contains("admin");
        assertThat(authenticator.known(admin)).map(Account::role).contains(Role.ADMIN);
        assertThat(authenticator.known(new Credentials("admin", "wrong"))).isEmpty();
        assertThat(queue).isEmpty();
    }

    @Test
    void changeWhileThePasswordIsComparedHolds() {
        Credentials admin = new Credentials("admin", "boss");
        CompletionStage<Boolean> asked = authenticator.isAdmin(admin, HERE);
        accounts.add(Account.of("admin", Role.ADMIN, HASHER.hash("new boss")));

        assertThat(answer(asked)).isFalse();
    }

    @Test
    void roleThatWasTakenAwayIsGoneAtOnceThoughThePasswordIsKnown() {
        Credentials admin = new Credentials("admin", "boss");
        assertThat(answer(authenticator.isAdmin(admin, HERE))).isTrue();
        accounts.add(Account.of(
                "admin", Role.RELAY, accounts.account("admin").orElseThrow().passwordHash()));

        assertThat(answer(authenticator.isAdmin(admin, HERE))).isFalse();
        assertThat(answer(authenticator.isRelay(admin, HERE))).isTrue();
    }

    @Test
    void sameLoginTwiceIsComparedOnce() {
        Credentials login = new Credentials("source", "hackme");
        CompletionStage<Boolean> first = authenticator.maySource(LIVE, login, HERE);
        CompletionStage<Boolean> second = authenticator.maySource(LIVE, login, HERE);

        assertThat(queue).hasSize(1);
        assertThat(answer(first)).isTrue();
        assertThat(answer(second)).isTrue();
    }

    @Test
    void floodOfWrongPasswordsIsRefusedNotQueued() {
        CompletionStage<Boolean> first = authenticator.isAdmin(new Credentials("admin", "1"), HERE);
        authenticator.isAdmin(new Credentials("admin", "2"), HERE);
        CompletableFuture<Boolean> third =
                authenticator.isAdmin(new Credentials("admin", "3"), HERE).toCompletableFuture();

        assertThat(queue).hasSize(2);
        assertThatThrownBy(third::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(AuthenticationBusyException.class)
                .hasMessageContaining("2 logins are being checked already");
        assertThat(answer(first)).isFalse();
        assertThat(answer(authenticator.isAdmin(new Credentials("admin", "3"), HERE)))
                .isFalse();
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

        assertThat(closed.isAdmin(new Credentials("admin", "boss"), HERE))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(AuthenticationBusyException.class);
    }

    @Test
    void addressThatHasFailedTooOftenIsAnsweredWithoutAComparisonButForWhatIsKnown() {
        AtomicLong now = new AtomicLong();
        Authenticator strict = strict(now);
        Credentials admin = new Credentials("admin", "boss");
        assertThat(answer(strict.isAdmin(admin, HERE))).isTrue();
        strict.logins().failed(HERE, "Login", "user \"x\"");
        strict.logins().failed(HERE, "Login", "user \"x\"");

        assertThat(strict.isRelay(new Credentials("relay", "peer"), HERE))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(RefusedException.class)
                .withMessageContaining("try again in 60 s");
        assertThat(queue).isEmpty();
        assertThat(strict.isAdmin(admin, HERE).toCompletableFuture()).isCompletedWithValue(true);
        assertThat(answer(strict.isRelay(new Credentials("relay", "peer"), "192.0.2.2")))
                .isTrue();

        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(answer(strict.isRelay(new Credentials("relay", "peer"), HERE)))
                .isTrue();
    }

    @Test
    void loginsThatWaitAreNotComparedWhenTheirAddressHasFailedTooOftenMeanwhile() {
        Authenticator strict = strict(new AtomicLong());
        CompletionStage<Boolean> waits = strict.isAdmin(new Credentials("admin", "guess"), HERE);
        CompletionStage<Boolean> elsewhere = strict.isAdmin(new Credentials("admin", "guess"), "192.0.2.2");
        strict.logins().failed(HERE, "Login", "user \"x\"");
        strict.logins().failed(HERE, "Login", "user \"x\"");
        runAll();

        assertThat(waits.toCompletableFuture()).isCompletedExceptionally();
        assertThat(elsewhere.toCompletableFuture()).isCompletedWithValue(false);
    }

    private Authenticator strict(AtomicLong now) {
        LoginThrottle.Limit limit = new LoginThrottle.Limit(2, Duration.ofMinutes(1));
        return new Authenticator(accounts, HASHER, queue::add, 2, new LoginThrottle(() -> limit, now::get));
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
        public Optional<Account> account(String username) {
            return Optional.ofNullable(byName.get(username));
        }

        @Override
        public Optional<Account> sourceOf(MountName mount) {
            return Optional.of(DJ).filter(dj -> mount.equals(OWN));
        }
    }
}
