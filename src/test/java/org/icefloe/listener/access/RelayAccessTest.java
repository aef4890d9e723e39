package org.icefloe.listener.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.icefloe.auth.Account;
import org.icefloe.auth.AccountBook;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.Credentials;
import org.icefloe.auth.LoginThrottle;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.auth.Role;
import org.icefloe.auth.htpasswd.CryptHash;
import org.icefloe.auth.htpasswd.HtpasswdFiles;
import org.icefloe.auth.htpasswd.HtpasswdUsers;
import org.icefloe.auth.token.ListenerTokens;
import org.icefloe.auth.url.FakeBackends;
import org.icefloe.config.MountSettings;
import org.icefloe.listener.Grant;
import org.icefloe.listener.ListenerRequest;
import org.icefloe.mount.MountName;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.Test;

/** Other servers that log in, where everybody may listen and where not. Passwords are names. */
class RelayAccessTest {
    private static final PasswordHasher HASHER = new PasswordHasher();
    private static final Map<String, Account> ACCOUNTS = Stream.of(
                    account("admin", Role.ADMIN), account("slave", Role.RELAY))
            .collect(Collectors.toMap(Account::username, Function.identity()));

    private final LoginThrottle throttle =
            new LoginThrottle(() -> new LoginThrottle.Limit(2, Duration.ofMinutes(1)), Ticker.system());
    private final AtomicInteger compared = new AtomicInteger();
    private boolean busy;
    private MountSettings settings = MountSettings.DEFAULT;
    private final ListenerAccess access = access();

    private static Account account(String name, Role role) {
        return Account.of(name, role, HASHER.hash(name));
    }

    private static final class Book implements AccountBook {
        @Override
        public Optional<Account> account(String username) {
            return Optional.ofNullable(ACCOUNTS.get(username));
        }

        @Override
        public Optional<Account> sourceOf(MountName mount) {
            return Optional.empty();
        }
    }

    private ListenerAccess access() {
        HtpasswdUsers htpasswd = new HtpasswdUsers(
                new HtpasswdFiles(Path.of("/"), Set::of, Runnable::run),
                new CryptHash(new SecureRandom()),
                Runnable::run,
                10,
                throttle);
        return new ListenerAccess(
                name -> settings,
                new ListenerAccess.Ways(
                        htpasswd,
                        new FakeBackends().authenticator(),
                        new Authenticator(new Book(), HASHER, this::compare, 10, throttle),
                        new ListenerTokens(new byte[ListenerTokens.KEY_BYTES], Clock.systemUTC())),
                address -> "somebody",
                Ticker.system());
    }

    private void compare(Runnable comparison) {
        if (busy) {
            throw new RejectedExecutionException("the test has no threads left");
        }
        compared.incrementAndGet();
        comparison.run();
    }

    private Grant ask(String user, String password) {
        ListenerRequest request = new ListenerRequest(
                new MountName("/live.mp3"), "", Map.of(), Optional.of(new Credentials(user, password)), "192.0.2.7");
        return access.authenticate(request, 1).toCompletableFuture().join();
    }

    @Test
    void anotherServerIsKnownAsOneWhereEverybodyMayListen() {
        Grant slave = ask("slave", "slave");

        assertThat(slave.isRelay()).isTrue();
        assertThat(slave.user()).hasValue("slave");
    }

    @Test
    void anotherServerIsKnownAsOneWhereNotEverybodyMayListen() {
        for (String type : new String[] {"accounts", "htpasswd", "url"}) {
            settings = MountSettings.from(Map.of("auth-type", type));
            assertThat(ask("slave", "slave").isRelay()).as(type).isTrue();
            assertThat(ask("admin", "admin").isRelay()).as(type).isFalse();
        }
    }

    @Test
    void nobodyElsesPasswordIsLookedAtWhereEverybodyMayListen() {
        assertThat(ask("admin", "admin").isRelay()).isFalse();
        assertThat(ask("ann", "x").user()).isEmpty();

        assertThat(compared).hasValue(0);
    }

    @Test
    void whoeverGuessesIsOneOfEverybodyAndIsCounted() {
        assertThat(ask("slave", "a").isRelay()).isFalse();
        assertThat(throttle.refusal("192.0.2.7")).isEmpty();
        assertThat(ask("slave", "b").user()).isEmpty();
        assertThat(throttle.refusal("192.0.2.7")).isPresent();

        assertThat(ask("slave", "slave").isRelay())
                .as("is not heard for a while, and listens")
                .isFalse();
        assertThat(compared).hasValue(2);
    }

    @Test
    void whoseLoginCannotBeComparedIsOneOfEverybody() {
        busy = true;

        assertThat(ask("slave", "slave").isRelay()).isFalse();
    }
}
