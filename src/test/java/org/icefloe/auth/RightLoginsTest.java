package org.icefloe.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.icefloe.mount.MountName;
import org.junit.jupiter.api.Test;

class RightLoginsTest {
    private static final MountName LIVE = new MountName("/live");
    private static final Credentials DJ = new Credentials("dj", "secret");

    private final AtomicLong nanos = new AtomicLong();
    private final RightLogins logins = new RightLogins(nanos::get);

    @Test
    void loginIsThatOfAMountAndAnAddress() {
        logins.note(LIVE, DJ, "192.0.2.7", true);

        assertThat(logins.contain(LIVE, DJ, "192.0.2.7")).isTrue();
        assertThat(logins.contain(new MountName("/other"), DJ, "192.0.2.7")).isFalse();
        assertThat(logins.contain(LIVE, DJ, "192.0.2.8")).isFalse();
        assertThat(logins.contain(LIVE, new Credentials("dj", "guess"), "192.0.2.7"))
                .isFalse();
        assertThat(logins.contain(LIVE, new Credentials("anna", "secret"), "192.0.2.7"))
                .isFalse();
    }

    @Test
    void loginIsForgottenWhenRefusedAndAfterAWhile() {
        logins.note(LIVE, DJ, "192.0.2.7", true);
        logins.note(LIVE, DJ, "192.0.2.7", false);
        assertThat(logins.contain(LIVE, DJ, "192.0.2.7")).isFalse();

        logins.note(LIVE, DJ, "192.0.2.7", true);
        nanos.addAndGet(RightLogins.KEPT.toNanos() + 1);
        assertThat(logins.contain(LIVE, DJ, "192.0.2.7")).isFalse();
    }

    @Test
    void oldestGoFirst() {
        logins.note(LIVE, DJ, "192.0.2.7", true);
        for (int i = 0; i < RightLogins.CAPACITY; i++) {
            logins.note(LIVE, new Credentials("user" + i, "x"), "192.0.2.7", true);
        }

        assertThat(logins.contain(LIVE, DJ, "192.0.2.7")).isFalse();
        assertThat(logins.contain(LIVE, new Credentials("user0", "x"), "192.0.2.7"))
                .isTrue();
    }
}
