package org.icefloe.recording;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.icefloe.time.Ticker;

/** The recordings' thread, and its time, in the hands of the test: tasks run when it lets them. */
final class Desk extends ScheduledThreadPoolExecutor implements Ticker {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Periodic> periodic = new ArrayList<>();
    private final Instant zero = Instant.parse("2026-11-20T14:00:00Z");
    private long nanos;
    private boolean atOnce;

    private static final class Periodic {
        private final Runnable task;
        private final long pause;
        private long due;

        Periodic(Runnable task, long due, long pause) {
            this.task = task;
            this.due = due;
            this.pause = pause;
        }
    }

    Desk() {
        super(0);
    }

    @Override
    public void execute(Runnable task) {
        if (isShutdown()) {
            throw new RejectedExecutionException("this desk is closed");
        }
        tasks.add(task);
        if (atOnce) {
            run();
        }
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initial, long pause, TimeUnit unit) {
        periodic.add(new Periodic(task, nanos + unit.toNanos(initial), unit.toNanos(pause)));
        return super.schedule(() -> {}, 0, unit);
    }

    /** Has tasks run without being let, for whoever waits for one. */
    void atOnce() {
        atOnce = true;
    }

    /** Runs what is due now. */
    void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Lets time pass, in steps of 100 ms. */
    void pass(Duration span) {
        run();
        for (long end = nanos + span.toNanos(); nanos < end; ) {
            nanos = Math.min(end, nanos + 100_000_000);
            periodic.stream().filter(each -> each.due <= nanos).forEach(each -> {
                each.task.run();
                each.due = nanos + each.pause;
            });
            run();
        }
    }

    @Override
    public long nanos() {
        return nanos;
    }

    /** A clock that goes with it. */
    Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return zero.plusNanos(nanos);
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("this clock stays in UTC");
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }
        };
    }
}
