package org.icefloe.source;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A timer of one periodic task, which runs on the thread of the test whenever that lets time pass. */
final class ManualTimer extends ScheduledThreadPoolExecutor {
    long nanos;
    private long pauseNanos;
    private @Nullable Runnable task;

    ManualTimer() {
        super(0);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initial, long delay, TimeUnit unit) {
        task = command;
        pauseNanos = unit.toNanos(delay);
        return super.schedule(() -> {}, 0, unit);
    }

    void pass(Duration span) {
        long end = nanos + span.toNanos();
        while (nanos < end) {
            nanos = Math.min(end, nanos + pauseNanos);
            Objects.requireNonNull(task).run();
        }
    }
}
