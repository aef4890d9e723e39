package org.icefloe.directory.probe;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.Entry;
import org.icefloe.format.parser.StreamParsers;
import org.icefloe.relay.Network;
import org.icefloe.relay.StreamRequests;
import org.icefloe.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the streams of a directory visited: soon after they were listed, then seldom, and after a disappointment somewhat
 * sooner. Whatever is listed, nobody is visited often: not a stream, not a host, and not an address, however many names
 * it has. Everything is decided on one thread, which waits for nobody.
 */
public final class Prober implements AutoCloseable {
    /** So many visits there are at a time. */
    static final int MOST_AT_A_TIME = 8;

    /** One visit begins at each look. */
    static final Duration LOOK = Duration.ofMillis(250);

    /** How often it is looked through the directory for those whose turn it is. */
    static final Duration SEARCH = Duration.ofSeconds(5);

    /** From the beginning of a visit to that of the next one of the same host or address: the longest, and a pause. */
    static final Duration HOST_REST = Visit.LONGEST.plusSeconds(5);

    /** The same for a stream, however often it is listed anew. */
    static final Duration STREAM_REST = Duration.ofMinutes(10);

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    private static final Logger log = LoggerFactory.getLogger(Prober.class);

    private final Catalog catalog;
    private final Supplier<ProbePolicy> policy;
    private final Means means;
    private final Machinery machinery;
    private final Cooldowns streams;
    private final Cooldowns hosts;
    private final Cooldowns addresses;

    // All below is of the prober's thread.
    private final VisitQueue queue = new VisitQueue();
    private final Connectivity connectivity = new Connectivity();
    private final Set<Visit> visits = new HashSet<>();
    private long searched;
    private boolean closed;

    /**
     * How streams are asked for and heard.
     *
     * @param networks makes connections that a gate lets through
     * @param parsers of its own, so that no source gives way to what is only checked
     * @param userAgent gives the name under which we come
     */
    public record Means(Function<Network.Gate, Network> networks, StreamParsers parsers, Supplier<String> userAgent) {}

    /** @param thread the one on which everything is decided; should forget tasks that are cancelled */
    public record Machinery(ScheduledExecutorService thread, Clock clock, Ticker ticker, RandomGenerator random) {}

    /**
     * Visits nobody before {@link #begin}.
     *
     * @param policy asked at each visit
     */
    public Prober(Catalog catalog, Supplier<ProbePolicy> policy, Means means, Machinery machinery) {
        this.catalog = catalog;
        this.policy = policy;
        this.means = means;
        this.machinery = machinery;
        this.streams = new Cooldowns(machinery.ticker());
        this.hosts = new Cooldowns(machinery.ticker());
        this.addresses = new Cooldowns(machinery.ticker());
        this.searched = machinery.ticker().nanos();
    }

    /** To be called once. */
    public void begin() {
        long pause = LOOK.toMillis();
        machinery.thread().scheduleWithFixedDelay(guarded(this::look), pause, pause, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (closed || policy.get().isOff()) {
            return;
        }
        if (nanos() - searched >= SEARCH.toNanos()) {
            searched = nanos();
            search();
        }
        visitNext();
    }

    private void search() {
        streams.clear();
        hosts.clear();
        addresses.clear();
        queue.clear();
        long now = machinery.clock().instant().getEpochSecond();
        long interval = policy.get().interval().toSeconds();
        catalog.forEach(entry -> {
            long due = Schedule.due(entry, interval, now);
            if (due <= now) {
                queue.offer(entry, due, this::isFree);
            }
        });
    }

    private boolean isFree(Entry entry) {
        return !hosts.isResting(entry.host()) && !streams.isResting(entry.listenUrl());
    }

    private void visitNext() {
        if (!closed && visits.size() < MOST_AT_A_TIME) {
            queue.take(this::isFree).ifPresent(this::visit);
        }
    }

    private void visit(Entry entry) {
        hosts.begin(entry.host(), HOST_REST);
        streams.begin(entry.listenUrl(), STREAM_REST);
        Visit visit = new Visit(entry, this);
        visits.add(visit);
        boolean begun = false;
        try {
            visit.begin();
            begun = true;
        } finally {
            if (!begun) {
                visits.remove(visit);
            }
        }
    }

    /** It is known what to make of a stream; the visit ends. */
    void found(Visit visit, Finding finding) {
        log.debug("{}: {} {}", visit.entry(), finding.verdict(), finding.words());
        catalog.check(visit.entry().sid(), finding.verdict(), finding.words());
    }

    /** A visit has ended, and so has its connection. */
    void over(Visit visit) {
        visits.remove(visit);
    }

    /**
     * A visit has ended before its time, for somebody else is visited at the same address. Its turn comes at a time
     * left to chance: there may be a thousand names of that address.
     *
     * @param wasThere whether it was sent there by a server that it has visited
     */
    void gaveWay(Visit visit, boolean wasThere) {
        visits.remove(visit);
        if (!wasThere) {
            streams.end(visit.entry().listenUrl());
        }
        long longest = LONGEST_DELAY.toMillis();
        hosts.begin(visit.entry().host(), HOST_REST.plusMillis((long)
                (longest * machinery.random().nextDouble())));
        visitNext();
    }

    /** Whether somebody may be visited at an address now; if so, nobody else for a while. Any thread. */
    boolean enter(String address) {
        return addresses.tryBegin(address, HOST_REST);
    }

    StreamRequests requests(Network.Gate gate) {
        return new StreamRequests(
                means.networks().apply(gate),
                machinery.thread(),
                means.userAgent().get());
    }

    /** On the prober's thread. */
    Connectivity connectivity() {
        return connectivity;
    }

    StreamParsers parsers() {
        return means.parsers();
    }

    boolean allowsPrivate() {
        return policy.get().allowPrivate();
    }

    /** On the ticker. */
    long nanos() {
        return machinery.ticker().nanos();
    }

    /** Has a step taken on the prober's thread; at the end of the server it may be that it is not. Any thread. */
    void step(Runnable step) {
        try {
            machinery.thread().execute(guarded(step));
        } catch (RejectedExecutionException over) {
            log.debug("The server ends, and all visits with it", over);
        }
    }

    Future<?> later(Duration delay, Runnable step) {
        return machinery.thread().schedule(guarded(step), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static Runnable guarded(Runnable step) {
        return () -> {
            try {
                step.run();
            } catch (RuntimeException fault) {
                log.error("A step of the visits to streams has failed", fault);
            }
        };
    }

    /** Breaks off all visits, and begins no other; what they have found by then is of no account. */
    @Override
    public void close() {
        step(() -> {
            closed = true;
            visits.forEach(Visit::close);
        });
    }
}
