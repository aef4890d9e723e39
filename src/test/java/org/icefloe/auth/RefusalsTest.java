package org.icefloe.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private final Log log = new Log(Refusals.class);

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void clientIsToldWhyItWasRefusedAndOfFaultsOnlyThatThereWasOne() {
        Throwable fault = new CompletionException(new IllegalStateException("a fault"));

        assertThat(Refusals.of(new RefusedException(Refusal.MOUNT_IN_USE))).isEqualTo(Refusal.MOUNT_IN_USE);
        assertThat(Refusals.of(new CompletionException(new AuthenticationBusyException(1))))
                .isEqualTo(Refusal.BUSY);
        assertThat(log.warnings()).isEmpty();
        assertThat(Refusals.of(fault)).isEqualTo(Refusal.FAULT);
        assertThat(log.warnings()).hasSize(1);
    }
}
