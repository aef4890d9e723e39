package org.icefloe.directory.mirror;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.time.Ticker;

/**
 * The directories whose entries are shown here too. None waits for another: each is fetched on a thread of its own, and
 * what has come is shown on one of all.
 */
public final class Mirrors implements AutoCloseable {
    private static final String PATH = "api/v1/directory/entries";

    private final Supplier<List<URI>> wanted;
    private final Catalog catalog;
    private final OtherDirectory other;
    private final Machinery machinery;

    /** By the addresses of the settings. */
    private final Map<URI, MirroredDirectory> mirrors = new LinkedHashMap<>();

    /**
     * What drives them.
     *
     * @param thread the only one that shows and forgets; never waits for the network
     * @param fetchers wait for the network; with a thread for each directory
     * @param interval between two fetches, asked each time
     */
    public record Machinery(
            ScheduledExecutorService thread,
            Executor fetchers,
            Ticker ticker,
            RandomGenerator random,
            Supplier<Duration> interval) {}

    /** @param wanted addresses of other servers, as their pages have them; asked at each change */
    public Mirrors(Supplier<List<URI>> wanted, Catalog catalog, OtherDirectory other, Machinery machinery) {
        this.wanted = wanted;
        this.catalog = catalog;
        this.other = other;
        this.machinery = machinery;
    }

    /** Does what the settings say now. Any thread. */
    public void settingsChanged() {
        execute(() -> follow(wanted.get()));
    }

    /** Shows nothing of them any more, and asks nobody. Any thread. */
    @Override
    public void close() {
        // First, so that nobody is told of fetches that break off.
        execute(() -> follow(List.of()));
        other.close();
    }

    private void execute(Runnable task) {
        try {
            machinery.thread().execute(task);
        } catch (RejectedExecutionException ending) {
            // There is nothing to be fetched any more.
        }
    }

    private void follow(List<URI> now) {
        List<URI> gone = new ArrayList<>(mirrors.keySet());
        gone.removeAll(now);
        gone.forEach(address -> mirrors.remove(address).end());
        List<URI> come = new ArrayList<>(now);
        come.removeAll(mirrors.keySet());
        come.forEach(address -> mirrors.put(address, new MirroredDirectory(list(address), catalog, other, machinery)));
        come.forEach(address -> mirrors.get(address).round());
    }

    private static URI list(URI address) {
        String base = address.toString();
        return URI.create(base.endsWith("/") ? base + PATH : base + "/" + PATH);
    }
}
