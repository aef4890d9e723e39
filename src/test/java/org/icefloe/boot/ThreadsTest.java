package org.icefloe.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    @Test
    void timerKeepsNothingOfATaskThatIsCancelled() {
        try (Threads threads = new Threads()) {
            ScheduledFuture<?> deadline = threads.timer().schedule(() -> {}, 1, TimeUnit.HOURS);
            deadline.cancel(false);

            assertThat(((ScheduledThreadPoolExecutor) threads.timer()).getQueue())
                    .isEmpty();
        }
    }
}
