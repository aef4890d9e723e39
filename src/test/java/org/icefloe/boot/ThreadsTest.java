package org.icefloe.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private final Threads threads = new Threads();
    private final List<ExecutorService> pools = List.of(
            threads.workers(),
            threads.passwords(),
            threads.backends(),
            threads.resolver(),
            threads.probeResolver(),
            threads.files(),
            threads.timer(),
            threads.playout(),
            threads.recording(),
            threads.history(),
            threads.logs());
    private final Hang hang = new Hang();

    @AfterEach
    void release() {
        hang.close();
        threads.close();
    }

    @Test
    void thoseThatHangAreWaitedForTogether() {
        pools.forEach(pool -> pool.execute(hang));

        assertTimeoutPreemptively(Duration.ofSeconds(5), threads::close);

        assertThat(pools).allMatch(ExecutorService::isShutdown);
    }

    @Test
    void cleanEndLeavesNoThread() {
        pools.forEach(pool -> pool.execute(() -> {}));

        threads.closeListeners();
        threads.close();
        threads.closeListeners();

        assertThat(pools).allMatch(ExecutorService::isTerminated);
    }

    /** An interrupt closes the file that is written, and reads as a fault of the disk. */
    @Test
    void whoWritesIsNotInterrupted() throws InterruptedException {
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch writing = new CountDownLatch(2);
        for (ExecutorService writer : List.of(threads.history(), threads.logs())) {
            writer.execute(() -> {
                writing.countDown();
                hang.run();
                interrupted.compareAndSet(false, Thread.currentThread().isInterrupted());
            });
        }
        writing.await();

        threads.close();
        hang.close();

        assertThat(threads.history().awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        assertThat(threads.logs().awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        assertThat(interrupted).isFalse();
    }

    @Test
    void timerKeepsNothingOfATaskThatIsCancelled() {
        ScheduledFuture<?> deadline = threads.timer().schedule(() -> {}, 1, TimeUnit.HOURS);
        deadline.cancel(false);

        assertThat(((ScheduledThreadPoolExecutor) threads.timer()).getQueue()).isEmpty();
    }
}
