package org.icefloe.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.icefloe.auth.Account;
import org.icefloe.auth.AccountBook;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.Credentials;
import org.icefloe.auth.LoginThrottle;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.auth.Role;
import org.icefloe.auth.url.FakeBackends;
import org.icefloe.config.MountSettings;
import org.icefloe.mount.MountName;
import org.icefloe.mount.RefusedException;
import org.junit.jupiter.api.Test;

class SourceLoginsTest {
    private static final MountName THEIRS = new MountName("/theirs.mp3");
    private static final MountName OURS = new MountName("/ours.mp3");
    private static final Credentials DJ = new Credentials("dj", "secret");
    private static final Credentials SOURCE = new Credentials("source", "hackme");

    private final FakeBackends backends = new FakeBackends();
    private final AtomicLong nanos = new AtomicLong();
    private final LoginThrottle throttle =
            new LoginThrottle(() -> new LoginThrottle.Limit(2, Duration.ofDays(30)), nanos::get);
    private final SourceLogins logins = new SourceLogins(
            new Authenticator(new Book(), new PasswordHasher(), Runnable::run, 10, throttle),
            mount -> mount.equals(THEIRS)
                    ? MountSettings.from(Map.of("auth-type", "url", "auth-stream-auth", "http://b.example/s"))
                    : MountSettings.DEFAULT,
            backends.authenticator(),
            nanos::get);

    private static final class Book implements AccountBook {
        private final Account source = Account.of("source", Role.SOURCE, new PasswordHasher().hash("hackme"));

        @Override
        public Optional<Account> account(String username) {
            return Optional.of(source).filter(account -> account.username().equals(username));
        }

        @Override
        public Optional<Account> sourceOf(MountName mount) {
            return Optional.empty();
        }
    }

    private static SourceRequest request(MountName mount, Optional<Credentials> credentials) {
        return new SourceRequest(mount, "PUT", Map.of("user-agent", "butt"), credentials, "192.0.2.7");
    }

    private CompletableFuture<Boolean> stream(MountName mount, Credentials credentials) {
        return logins.mayStream(request(mount, Optional.of(credentials)), credentials)
                .toCompletableFuture();
    }

    @Test
    void backendDecidesAloneWhereThereIsOne() {
        CompletableFuture<Boolean> dj = stream(THEIRS, DJ);
        CompletableFuture<Boolean> local = stream(THEIRS, SOURCE);
        backends.answer(0, 200, Map.of("icecast-auth-user", "1"));
        backends.answer(1, 200, Map.of());

        assertThat(dj.join()).isTrue();
        assertThat(local.join()).as("the server's own passwords are not tried").isFalse();
        assertThat(backends.bodies().get(0))
                .isEqualTo("action=stream_auth&mount=%2Ftheirs.mp3&ip=192.0.2.7&server=radio.example&port=8000"
                        + "&user=dj&pass=secret");
        assertThat(stream(OURS, SOURCE).join()).isTrue();
        assertThat(backends.bodies()).hasSize(2);
    }

    @Test
    void shoutcastPasswordIsThatOfSource() {
        CompletableFuture<Boolean> plain = logins.mayStream(new ShoutcastLine(THEIRS, "hackme"), "192.0.2.7")
                .toCompletableFuture();
        logins.mayStream(new ShoutcastLine(THEIRS, "dj:secret"), "192.0.2.7");
        backends.answer(0, 200, Map.of("icecast-auth-user", "1"));

        assertThat(plain.join()).isTrue();
        assertThat(backends.bodies().get(0)).endsWith("&user=source&pass=hackme");
        assertThat(backends.bodies().get(1)).endsWith("&user=dj&pass=secret");
    }

    @Test
    void whatIsSaidOfAStreamIsAskedWithAdmin() {
        CompletableFuture<Boolean> title =
                logins.mayDescribe(request(THEIRS, Optional.of(DJ))).toCompletableFuture();
        backends.answer(0, 200, Map.of("icecast-auth-user", "1"));

        assertThat(title.join()).isTrue();
        assertThat(backends.bodies().get(0)).endsWith("&admin=1");
        assertThat(logins.mayDescribe(request(OURS, Optional.of(SOURCE)))
                        .toCompletableFuture()
                        .join())
                .isTrue();
    }

    /** Icecast before 2.4.2 fell at this (CVE-2015-3026). */
    @Test
    void withoutCredentialsNobodyIsAsked() {
        assertThat(logins.mayDescribe(request(THEIRS, Optional.empty()))
                        .toCompletableFuture()
                        .join())
                .isFalse();
        assertThat(backends.bodies()).isEmpty();
    }

    /** A station shares its address with whoever else is behind it. */
    @Test
    void whoWasLetInIsNotKeptFromTheBackendByThoseWhoGuess() {
        stream(THEIRS, DJ);
        backends.answer(0, 200, Map.of("icecast-auth-user", "1"));
        logins.failed(THEIRS, "192.0.2.7", "a stranger");
        logins.failed(THEIRS, "192.0.2.7", "a stranger");

        assertThatThrownBy(() -> stream(THEIRS, SOURCE).join()).hasMessageContaining("Too many logins");
        CompletableFuture<Boolean> title =
                logins.mayDescribe(request(THEIRS, Optional.of(DJ))).toCompletableFuture();
        backends.answer(1, 200, Map.of("icecast-auth-user", "1"));
        assertThat(title.join()).isTrue();

        nanos.addAndGet(Duration.ofDays(8).toNanos());
        assertThatThrownBy(() -> stream(THEIRS, DJ).join()).hasMessageContaining("Too many logins");
        assertThat(backends.bodies()).hasSize(2);
    }

    @Test
    void whomABackendForbidsHasGuessedNothing() {
        CompletableFuture<Boolean> dj = stream(THEIRS, DJ);
        backends.answer(0, 200, Map.of("x-icecast-auth-result", "forbidden", "icecast-auth-message", "not today"));

        assertThatThrownBy(dj::join).hasCauseInstanceOf(RefusedException.class).hasMessageContaining("not today");
        assertThat(throttle.refusal("192.0.2.7")).isEmpty();
    }

    @Test
    void backendThatFailsLetsNoSourceIn() {
        CompletableFuture<Boolean> dj = stream(THEIRS, DJ);
        backends.fail(0);

        assertThatThrownBy(dj::join).hasCauseInstanceOf(RefusedException.class).hasMessageContaining("does not answer");
    }
}
