package org.icefloe.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.icefloe.auth.Account;
import org.icefloe.auth.AccountBook;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.LoginThrottle;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.auth.Role;
import org.icefloe.mount.MountName;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FailedLoginFilterTest {
    private static final PasswordHasher HASHER = new PasswordHasher();

    private final Log log = new Log(LoginThrottle.class);
    private final AtomicLong now = new AtomicLong();
    private final AtomicLong compared = new AtomicLong();
    private final InProcess server = InProcess.of(
            Applications.of(new Authenticator(
                            new Book(),
                            HASHER,
                            task -> {
                                compared.incrementAndGet();
                                task.run();
                            },
                            10,
                            new LoginThrottle(() -> new LoginThrottle.Limit(3, Duration.ofSeconds(60)), now::get)))
                    .serve(Guarded.class, new Guarded()),
            "http://localhost/");

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void fourthPasswordIsNotCompared() {
        for (int turn = 0; turn < 3; turn++) {
            assertThat(ask("admin:guess" + turn).status()).isEqualTo(401);
        }
        InProcess.Reply fourth = ask("admin:boss");

        assertThat(fourth.status()).isEqualTo(429);
        assertThat(fourth.reason()).isEqualTo("Too Many Requests");
        assertThat(fourth.header("retry-after")).isEqualTo("60");
        assertThat(fourth.body()).isEqualTo("Too many logins from your address have failed; try again in 60 s\r\n");
        assertThat(compared).hasValue(3);

        now.set(Duration.ofSeconds(60).toNanos());
        assertThat(ask("admin:boss").status()).isEqualTo(200);
    }

    @Test
    void loginThatWasRightBeforeIsLetInStill() {
        assertThat(ask("admin:boss").status()).isEqualTo(200);
        for (int turn = 0; turn < 10; turn++) {
            ask("admin:guess" + turn);
        }
        assertThat(ask("admin:boss").status()).isEqualTo(200);
        assertThat(ask("admin:boss").status()).isEqualTo(200);
    }

    @Test
    void samePasswordOverAndOverIsThrottledToo() {
        for (int turn = 0; turn < 3; turn++) {
            assertThat(ask("admin:wrong").status()).isEqualTo(401);
        }
        InProcess.Reply fourth = ask("admin:wrong");

        assertThat(fourth.status()).isEqualTo(429);
        assertThat(fourth.header("retry-after")).isEqualTo("60");
        assertThat(fourth.header("www-authenticate")).isEmpty();
        assertThat(fourth.body()).startsWith("Too many logins");
        assertThat(compared).hasValue(1);
    }

    @Test
    void otherAddressesAreHeard() {
        for (int turn = 0; turn < 10; turn++) {
            ask("admin:guess" + turn);
        }
        assertThat(server.get("guarded")
                        .property(ClientAddress.PROPERTY, "192.0.2.8")
                        .login("admin:boss")
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void requestWithoutCredentialsIsNoFailure() {
        for (int turn = 0; turn < 100; turn++) {
            assertThat(server.get("guarded").send().status()).isEqualTo(401);
        }
        assertThat(ask("admin:boss").status()).isEqualTo(200);
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void rightLoginOfTheWrongRoleIsNoGuess() {
        for (int turn = 0; turn < 100; turn++) {
            assertThat(ask("relay:peer").status()).isEqualTo(401);
        }
        assertThat(ask("admin:boss").status()).isEqualTo(200);
        assertThat(log.lines())
                .containsExactly("Login for GET /guarded from 192.0.2.7 is refused: user \"relay\" has no right to it");
    }

    @Test
    void failureIsToldInAnOperatorsWords() {
        ask("ad\"min\r\n:wrong");

        assertThat(log.lines())
                .containsExactly("Login for GET /guarded from 192.0.2.7 is refused: wrong user or password"
                        + " (user \"ad'min  \")");
    }

    private InProcess.Reply ask(String login) {
        return server.get("guarded").login(login).send();
    }

    /** For admins. */
    @Path("guarded")
    @AdminOnly
    public static final class Guarded {
        @GET
        public String get() {
            return "welcome";
        }
    }

    private static final class Book implements AccountBook {
        private static final Account ADMIN = Account.of("admin", Role.ADMIN, HASHER.hash("boss"));
        private static final Account RELAY = Account.of("relay", Role.RELAY, HASHER.hash("peer"));

        @Override
        public Optional<Account> account(String username) {
            return Stream.of(ADMIN, RELAY)
                    .filter(account -> account.username().equals(username))
                    .findFirst();
        }

        @Override
        public Optional<Account> sourceOf(MountName mount) {
            return Optional.empty();
        }
    }
}
