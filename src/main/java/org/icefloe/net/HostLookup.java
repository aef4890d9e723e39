package org.icefloe.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.icefloe.time.Ticker;

/**
 * Finds the addresses of hosts, for callers that must not wait on a thread. A name server that does not answer holds
 * the thread that asks it; so of each name there is one look-up at a time, which all share who want it, and names that
 * took long before share few threads, so that there is one for the others. Nobody has to wait for the end: whoever
 * gives up cancels the future, and what nobody waits for any more is not asked for. Safe for any number of threads.
 */
public final class HostLookup {
    /** How many threads names may hold at a time that took long when they were looked up last. */
    static final int MOST_SLOW = 2;

    /** What is longer than a name server of good health takes. */
    private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Names that are remembered; those used last. */
    private static final int MOST_NAMES = 1024;

    private final Executor threads;
    private final Ticker ticker;
    private final NameService names;

    // All of it under the monitor of this object, in which nobody else is called but the executor.
    private final Map<String, Query> queries = new HashMap<>();
    private final Deque<Query> parked = new ArrayDeque<>();
    private final Map<String, Past> past = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Past> eldest) {
            return size() > MOST_NAMES;
        }
    };
    private int slowUnderWay;

    /** Who knows the names; holds the thread until it does. */
    @FunctionalInterface
    interface NameService {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /**
     * Looks up nothing yet.
     *
     * @param threads may be held for long; at least four, so that some are free of slow names; must not reject
     */
    public HostLookup(Executor threads, Ticker ticker) {
        this(threads, ticker, InetAddress::getAllByName);
    }

    HostLookup(Executor threads, Ticker ticker, NameService names) {
        this.threads = threads;
        this.ticker = ticker;
        this.names = names;
    }

    /** What is known of a name from its last look-ups; no addresses, if there were none. */
    private record Past(List<InetAddress> addresses, boolean slow) {}

    /** One look-up. */
    private static final class Query {
        final String host;
        final boolean slow;
        final Set<CompletableFuture<List<InetAddress>>> waiting = new LinkedHashSet<>();

        Query(String host, boolean slow) {
            this.host = host;
            this.slow = slow;
        }
    }

    /**
     * Looks up a host. An address written as a number is there at once.
     *
     * @param host a name, or an address; of IPv6 with or without brackets
     * @return one address or more, in the order in which they should be tried; completes on one of the threads, or
     *     exceptionally with an {@link IOException} whose message is for people. May be cancelled, and should be, by
     *     whoever waits no longer.
     */
    public CompletableFuture<List<InetAddress>> addresses(String host) {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        String bare = bare(host);
        Optional<InetAddress> number = IpAddress.parse(bare);
        if (number.isPresent()) {
            answer.complete(List.of(number.get()));
            return answer;
        }
        String name = bare.toLowerCase(Locale.ROOT);
        answer.whenComplete((addresses, fault) -> {
            if (answer.isCancelled()) {
                leave(name, answer);
            }
        });
        join(name, answer);
        return answer;
    }

    /** What a name stood for when it was looked up last: better than nothing when name servers do not answer. */
    public synchronized Optional<List<InetAddress>> lastKnown(String host) {
        return Optional.ofNullable(past.get(bare(host).toLowerCase(Locale.ROOT)))
                .map(Past::addresses)
                .filter(addresses -> !addresses.isEmpty());
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private synchronized void join(String name, CompletableFuture<List<InetAddress>> answer) {
        Query earlier = queries.get(name);
        if (earlier != null) {
            earlier.waiting.add(answer);
            return;
        }
        Query query = new Query(name, past.containsKey(name) && past.get(name).slow());
        query.waiting.add(answer);
        queries.put(name, query);
        begin(query);
    }

    private synchronized void leave(String name, CompletableFuture<List<InetAddress>> answer) {
        Query query = queries.get(name);
        if (query != null) {
            query.waiting.remove(answer);
        }
    }

    private void begin(Query query) {
        if (query.slow && slowUnderWay >= MOST_SLOW) {
            parked.add(query);
            return;
        }
        if (query.slow) {
            slowUnderWay++;
        }
        threads.execute(() -> lookUp(query));
    }

    private void lookUp(Query query) {
        if (isForgotten(query)) {
            return;
        }
        long began = ticker.nanos();
        List<InetAddress> addresses = List.of();
        IOException fault = new UnknownHostException("no host is known by the name " + query.host);
        try {
            addresses = List.of(names.addresses(query.host));
        } catch (UnknownHostException | RuntimeException unknown) {
            fault.initCause(unknown);
        }
        for (CompletableFuture<List<InetAddress>> waiting : end(query, addresses, ticker.nanos() - began)) {
            if (addresses.isEmpty()) {
                waiting.completeExceptionally(fault);
            } else {
                waiting.complete(addresses);
            }
        }
    }

    /** Ends a look-up that nobody waits for any more. */
    private synchronized boolean isForgotten(Query query) {
        if (query.waiting.isEmpty()) {
            makeRoom(query);
            return true;
        }
        return false;
    }

    /** Ends a look-up, and says who is to be told. */
    private synchronized List<CompletableFuture<List<InetAddress>>> end(
            Query query, List<InetAddress> addresses, long nanos) {
        List<InetAddress> known = addresses.isEmpty() ? lastKnown(query.host).orElse(List.of()) : addresses;
        past.put(query.host, new Past(known, nanos > SLOW_NANOS));
        makeRoom(query);
        return new ArrayList<>(query.waiting);
    }

    private void makeRoom(Query query) {
        queries.remove(query.host);
        if (query.slow) {
            slowUnderWay--;
            Query next = parked.poll();
            if (next != null) {
                begin(next);
            }
        }
    }
}
