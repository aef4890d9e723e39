package org.icefloe.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.icefloe.auth.AuthenticationBusyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoginsTest {
    private final ExecutorService waiting = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        waiting.shutdownNow();
    }

    @Test
    void floodOfLoginsLeavesThreadsForOthers() throws Exception {
        CompletableFuture<Boolean> slow = new CompletableFuture<>();
        List<Future<Boolean>> logins = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            logins.add(waiting.submit(() -> Logins.await(slow)));
        }
        await().until(() -> logins.stream().anyMatch(Future::isDone));
        Future<Boolean> turnedAway =
                logins.stream().filter(Future::isDone).findFirst().orElseThrow();
        assertThatThrownBy(turnedAway::get).hasCauseInstanceOf(AuthenticationBusyException.class);

        slow.complete(true);

        logins.remove(turnedAway);
        for (Future<Boolean> one : logins) {
            assertThat(one.get()).isTrue();
        }
    }

    @Test
    void verdictThatIsThereNeedsNoPlace() {
        assertThat(Logins.await(CompletableFuture.completedStage(false))).isFalse();
    }
}
