package org.icefloe.listener;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.icefloe.time.Ticker;

/** A loop whose clock is moved by hand; tasks run on the thread of the test, in the order of their times. */
public final class ManualLoop extends AbstractExecutorService implements ScheduledExecutorService, Ticker {
    private final Queue<Runnable> ready = new ArrayDeque<>();
    private final PriorityQueue<Timed> later = new PriorityQueue<>(Comparator.comparingLong(timed -> timed.due));
    private long now;
    private boolean shutDown;

    /** Runs what is due now. */
    public void run() {
        for (Runnable task = ready.poll(); task != null; task = ready.poll()) {
            task.run();
        }
    }

    /** Lets time pass, in ms. */
    public void pass(long millis) {
        run();
        long end = now + millis;
        while (!later.isEmpty() && later.peek().due <= end) {
            Timed next = later.remove();
            now = next.due;
            next.runAndRepeat();
            run();
        }
        now = end;
    }

    /** The time that has passed. */
    @Override
    public long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(now);
    }

    /** How many periodic tasks there are. */
    public long ticking() {
        return later.stream()
                .filter(timed -> timed.period > 0 && !timed.isCancelled())
                .count();
    }

    @Override
    public void execute(Runnable task) {
        if (shutDown) {
            throw new RejectedExecutionException("this loop has ended");
        }
        ready.add(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return add(task, unit.toMillis(delay), 0);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long delay, long period, TimeUnit unit) {
        return add(task, unit.toMillis(delay), unit.toMillis(period));
    }

    private Timed add(Runnable task, long delay, long period) {
        Timed timed = new Timed(task, now + delay, period);
        later.add(timed);
        return timed;
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long delay, long pause, TimeUnit unit) {
        return scheduleAtFixedRate(task, delay, pause, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("nobody here waits for a value");
    }

    @Override
    public void shutdown() {
        shutDown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutDown = true;
        return List.copyOf(ready);
    }

    @Override
    public boolean isShutdown() {
        return shutDown;
    }

    @Override
    public boolean isTerminated() {
        return shutDown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutDown;
    }

    /** Like the JDK's: a periodic task that throws is never run again. */
    private final class Timed extends FutureTask<Object> implements ScheduledFuture<Object> {
        private long due;
        private final long period;

        Timed(Runnable task, long due, long period) {
            super(task, null);
            this.due = due;
            this.period = period;
        }

        void runAndRepeat() {
            if (period == 0) {
                run();
            } else if (runAndReset()) {
                due += period;
                later.add(this);
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - now, TimeUnit.MILLISECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.MILLISECONDS), other.getDelay(TimeUnit.MILLISECONDS));
        }
    }
}
