package org.icefloe.boot;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.icefloe.listener.FanOut;
import org.icefloe.net.HostLookup;
import org.icefloe.time.Patience;
import org.icefloe.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every thread of the server, but for the stream port's event loops, which are made from {@link #named}.
 *
 * <p>{@code docs/architecture.md} says which thread does what.
 */
final class Threads implements AutoCloseable {
    /** Requests that may wait for a worker; whoever comes after them is told to come again. */
    private static final int WAITING_REQUESTS = 1000;

    private static final int MOST_WORKERS = 16;

    private static final int BACKEND_THREADS = 4;

    /** Each may be held by a name server that does not answer. */
    private static final int RESOLVER_THREADS = 4;

    /** One may wait for what the directory has written. */
    private static final int CATALOG_THREADS = 2;

    private static final int IDLE_SECONDS = 30;

    /** How long whatever is at work at the end is waited for, in ms. */
    private static final long CLOSING_MILLIS = 1_000;

    private static final Logger log = LoggerFactory.getLogger(Threads.class);

    private final ExecutorService workers = pool("icefloe-worker", MOST_WORKERS);
    private final ExecutorService passwords = pool("icefloe-password", Math.max(1, processors() / 2));
    private final ExecutorService backends = unbounded("icefloe-backend", BACKEND_THREADS);
    private final ExecutorService resolver = unbounded("icefloe-resolver", RESOLVER_THREADS);
    private final HostLookup hosts = new HostLookup(resolver, Ticker.system());
    private final ExecutorService probeResolver = unbounded("icefloe-probe", RESOLVER_THREADS);
    private final HostLookup probedHosts = new HostLookup(probeResolver, Ticker.system());
    private final ScheduledExecutorService timer = forgetful(named("icefloe-timer"));
    private final ScheduledExecutorService relays = forgetful(named("icefloe-relay"));
    private final ScheduledExecutorService directory = forgetful(named("icefloe-directory"));
    private final ScheduledExecutorService playout =
            Executors.newSingleThreadScheduledExecutor(named("icefloe-playout"));
    private final ScheduledExecutorService files = Executors.newSingleThreadScheduledExecutor(named("icefloe-files"));
    private final ExecutorService looks = Executors.newCachedThreadPool(named("icefloe-look"));
    private final ScheduledExecutorService recording =
            Executors.newSingleThreadScheduledExecutor(named("icefloe-recording"));
    private final ScheduledExecutorService logs = Executors.newSingleThreadScheduledExecutor(named("icefloe-log"));
    private final ScheduledExecutorService catalog =
            Executors.newScheduledThreadPool(CATALOG_THREADS, named("icefloe-catalog"));
    private final ExecutorService catalogWriter = Executors.newSingleThreadExecutor(named("icefloe-catalog-writer"));
    private final ScheduledExecutorService mirrors = forgetful(named("icefloe-mirror"));
    private final ExecutorService fetchers = Executors.newCachedThreadPool(named("icefloe-fetch"));
    private final ExecutorService history = Executors.newSingleThreadExecutor(named("icefloe-history"));
    private final List<ScheduledExecutorService> loops = Stream.generate(
                    () -> Executors.newSingleThreadScheduledExecutor(named("icefloe-fan-out")))
            .limit(processors())
            .toList();
    private final List<FanOut> fanOuts =
            loops.stream().map(loop -> new FanOut(loop, Ticker.system())).toList();

    static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Daemon threads that bear this name and a number. */
    static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private static ExecutorService pool(String name, int size) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_REQUESTS), named(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Keeps nothing of a task that is cancelled: a backend's call holds its form, and is over long before its time. */
    private static ScheduledExecutorService forgetful(ThreadFactory threads) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** What waits here is bounded where it comes from: refused at its end, an answer would never be heard. */
    private static ExecutorService unbounded(String name, int size) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Where requests of the stream port that are no streams are answered. */
    ExecutorService workers() {
        return workers;
    }

    /** Where passwords are compared. */
    ExecutorService passwords() {
        return passwords;
    }

    /** Where backends are called, and their answers read. */
    ExecutorService backends() {
        return backends;
    }

    /** Waits for name servers. */
    ExecutorService resolver() {
        return resolver;
    }

    /** Finds the addresses of other hosts, on the resolver's threads. */
    HostLookup hosts() {
        return hosts;
    }

    /** Waits for name servers, where strangers have named the hosts. */
    ExecutorService probeResolver() {
        return probeResolver;
    }

    /** Finds the addresses of hosts that strangers have named; those of our own are not held up by it. */
    HostLookup probedHosts() {
        return probedHosts;
    }

    /** Decides about relays. */
    ScheduledExecutorService relays() {
        return relays;
    }

    /** Decides what directories are told, and which streams of ours are visited. */
    ScheduledExecutorService directory() {
        return directory;
    }

    /** Watches for sources that have gone silent. */
    ScheduledExecutorService timer() {
        return timer;
    }

    /** Plays files in the place of mounts. */
    ScheduledExecutorService playout() {
        return playout;
    }

    /** Has the htpasswd files looked at, one after the other. */
    ScheduledExecutorService files() {
        return files;
    }

    /** Read and write htpasswd files. As many as there are files whose disks do not answer, and one for all others. */
    ExecutorService looks() {
        return looks;
    }

    /** Writes recordings, and waits for their disk. */
    ScheduledExecutorService recording() {
        return recording;
    }

    /** Writes the logs, and waits for their disk. */
    ScheduledExecutorService logs() {
        return logs;
    }

    /** Has the directory's touches written, and puts its stations in order. */
    ScheduledExecutorService catalog() {
        return catalog;
    }

    /** Waits for the database, where the directory is kept. */
    ExecutorService catalogWriter() {
        return catalogWriter;
    }

    /** Shows the lists of other directories, and forgets them. */
    ScheduledExecutorService mirrors() {
        return mirrors;
    }

    /** Fetch those lists, and wait for them. As many as there are directories at work. */
    ExecutorService fetchers() {
        return fetchers;
    }

    /** Waits for the database, where the history is kept. */
    ExecutorService history() {
        return history;
    }

    /** Each visits a share of the servlet door's listeners. */
    List<FanOut> fanOuts() {
        return fanOuts;
    }

    /** Closes the servlet door's listeners; loops that hang are waited for together, and not for long. */
    void closeListeners() {
        CompletableFuture<?>[] closing = fanOuts.stream().map(FanOut::close).toArray(CompletableFuture[]::new);
        if (!Patience.await(CompletableFuture.allOf(closing), CLOSING_MILLIS)) {
            log.warn("Listeners of the servlet door could not be closed within {} ms", CLOSING_MILLIS);
        }
    }

    /** Ends all threads, and waits a little for those at work, together. */
    @Override
    public void close() {
        // Not to be interrupted: they would take the end of a write for a fault of the disk.
        List<ExecutorService> writers = List.of(history, catalogWriter, logs);
        writers.forEach(ExecutorService::shutdown);
        List<ExecutorService> others = Stream.concat(
                        loops.stream(),
                        Stream.of(
                                workers,
                                passwords,
                                backends,
                                resolver,
                                probeResolver,
                                timer,
                                relays,
                                directory,
                                playout,
                                files,
                                looks,
                                recording,
                                catalog,
                                mirrors,
                                fetchers))
                .toList();
        others.forEach(ExecutorService::shutdownNow);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSING_MILLIS);
        Stream.concat(others.stream(), writers.stream()).forEach(executor -> awaitEnd(executor, end));
    }

    private static void awaitEnd(ExecutorService executor, long end) {
        try {
            executor.awaitTermination(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
