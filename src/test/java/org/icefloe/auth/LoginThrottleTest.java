package org.icefloe.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.icefloe.mount.Refusal;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private static final String HERE = "192.0.2.1";

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private LoginThrottle.Limit limit = new LoginThrottle.Limit(3, Duration.ofSeconds(60));
    private final LoginThrottle throttle = new LoginThrottle(() -> limit, now::get);

    @Test
    void thirdFailureIsOneTooManyForAMinute() {
        assertThat(fail(HERE).status()).isEqualTo(401);
        assertThat(fail(HERE).status()).isEqualTo(401);
        assertThat(throttle.refusal(HERE)).isEmpty();
        assertThat(fail(HERE).status()).isEqualTo(401);

        assertThat(throttle.refusal(HERE)).map(Refusal::status).contains(429);
        assertThat(throttle.refusal(HERE)).map(Refusal::retryAfter).contains(60L);
        pass(59_001);
        assertThat(throttle.refusal(HERE)).map(Refusal::retryAfter).contains(1L);
        pass(999);
        assertThat(throttle.refusal(HERE)).isEmpty();
    }

    @Test
    void failuresWhileNobodyListensMakeItNoLonger() {
        failOften(HERE, 3);
        for (int second = 0; second < 59; second++) {
            pass(1_000);
            assertThat(fail(HERE).status()).isEqualTo(429);
        }
        pass(1_000);
        assertThat(throttle.refusal(HERE)).isEmpty();
        assertThat(fail(HERE).status()).isEqualTo(401);
    }

    @Test
    void failuresFarApartAreForgiven() {
        for (int turn = 0; turn < 10; turn++) {
            failOften(HERE, 2);
            pass(60_001);
        }
        assertThat(throttle.refusal(HERE)).isEmpty();
    }

    @Test
    void addressesOfOneIpv6SubscriberCountTogetherAndOthersApart() {
        fail("2001:db8:1:2:3:4:5:6");
        fail("[2001:db8:1:2::1]");
        fail("2001:db8:1:2:ffff::");

        assertThat(throttle.refusal("2001:db8:1:2::77")).isPresent();
        assertThat(throttle.refusal("2001:db8:1:3::77")).isEmpty();
    }

    @Test
    void noLimitBlocksNobody() {
        limit = LoginThrottle.Limit.NONE;
        failOften(HERE, 1_000);

        assertThat(throttle.refusal(HERE)).isEmpty();
    }

    @Test
    void limitThatIsTurnedOffFreesWhoeverIsBlocked() {
        failOften(HERE, 3);
        assertThat(throttle.refusal(HERE)).isPresent();

        limit = new LoginThrottle.Limit(0, Duration.ofSeconds(60));
        assertThat(throttle.refusal(HERE)).isEmpty();
        failOften("192.0.2.2", 3);
        assertThat(fail("192.0.2.2").status()).isEqualTo(401);
    }

    @Test
    void blockIsLiftedByAFailureTooOnceTheLimitIsOff() {
        failOften(HERE, 3);
        limit = new LoginThrottle.Limit(0, Duration.ofSeconds(60));

        assertThat(fail(HERE).status()).isEqualTo(401);
    }

    @Test
    void logHearsOfAFloodEveryFiveSecondsAndOfTheBlockWithItsLength() {
        limit = new LoginThrottle.Limit(20, Duration.ofSeconds(60));
        try (Log log = new Log(LoginThrottle.class)) {
            failOften(HERE, 15);
            fail("192.0.2.2");
            pass(5_000);
            failOften(HERE, 100);

            assertThat(log.lines())
                    .containsExactly(
                            "Login for GET /admin/stats from 192.0.2.1 is refused: wrong user or password"
                                    + " (user \"admin\")",
                            "Login for GET /admin/stats from 192.0.2.2 is refused: wrong user or password"
                                    + " (user \"admin\")",
                            "Login for GET /admin/stats from 192.0.2.1 is refused: wrong user or password"
                                    + " (user \"admin\"); and 14 more from there since the last such line",
                            "20 logins from 192.0.2.1 have failed within 60 s: for the next 60 s only logins from there"
                                    + " are let in that were right before (icefloe.auth.max-failures,"
                                    + " icefloe.auth.failure-window)");
        }
    }

    @Test
    void rightLoginForTheWrongThingIsToldAndDoesNotCount() {
        try (Log log = new Log(LoginThrottle.class)) {
            for (int turn = 0; turn < 100; turn++) {
                throttle.forbidden(HERE, "Login for GET /admin/stats", "user \"relay\"");
            }
            assertThat(log.lines())
                    .containsExactly("Login for GET /admin/stats from 192.0.2.1 is refused: user \"relay\""
                            + " has no right to it");
        }
        assertThat(throttle.refusal(HERE)).isEmpty();
    }

    @Test
    void whomABackendRefusesIsToldAsSeldomAndDoesNotCount() {
        try (Log log = new Log(LoginThrottle.class)) {
            for (int turn = 0; turn < 100; turn++) {
                throttle.refusedElsewhere(HERE, "a bot is refused");
            }
            pass(5_000);
            throttle.refusedElsewhere(HERE, "a bot is refused");
            assertThat(log.lines())
                    .containsExactly(
                            "a bot is refused", "a bot is refused; and 99 more from there since the last such line");
        }
        assertThat(throttle.refusal(HERE)).isEmpty();
    }

    @Test
    void manyAddressesAreNotRememberedForEver() {
        try (Log quiet = new Log(LoginThrottle.class)) {
            failOften(HERE, 3);
            for (int number = 0; number < LoginThrottle.CAPACITY; number++) {
                fail("2001:db8:%x:%x::1".formatted(number >> 8, number & 0xFF));
            }
            assertThat(quiet.lines()).as("each address has a line").hasSize(LoginThrottle.CAPACITY + 2);
        }
        assertThat(throttle.refusal(HERE))
                .as("the one not heard of for longest")
                .isEmpty();
    }

    private Refusal fail(String address) {
        return throttle.failed(address, "Login for GET /admin/stats", "user \"admin\"");
    }

    private void failOften(String address, int times) {
        for (int turn = 0; turn < times; turn++) {
            fail(address);
        }
    }

    private void pass(long millis) {
        now.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
