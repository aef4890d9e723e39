package org.icefloe.directory.catalog;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.icefloe.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory: takes what servers list, and finds what people look for. Everything is answered from memory; only what
 * is added or removed waits for the book. What is found may be {@link #AGE} old. Any thread.
 */
public final class Catalog implements AutoCloseable {
    /** How old what is found may be, as long as the machine has the time to look again. */
    public static final Duration AGE = Duration.ofSeconds(2);

    /** How often clicks and a portion of the touches are written, and how late an entry may expire. */
    static final Duration TICK = Duration.ofSeconds(1);

    /** How long a write to the book is waited for, by whomever. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** No more time than this passes between two ticks, or nobody could touch anything. */
    private static final Duration ABSENCE = Duration.ofSeconds(15);

    /** Putting all in order may take one part of the time in so many, unless what is found became too old. */
    private static final int LEISURE = 10;

    private static final Duration OLDEST = Duration.ofSeconds(30);

    private static final int WORDS = 500;

    private static final Logger log = LoggerFactory.getLogger(Catalog.class);

    private final ServingTime servingTime;
    private final Register register;
    private final Intake intake;
    private final Clicks clicks;
    private final Mirrored mirrored;
    private final Supplier<CatalogPolicy> policy;
    private final Clock clock;
    private final Ticker ticker;
    private final Executor indexer;
    private final AtomicBoolean indexing = new AtomicBoolean();

    /** Held while anything is written behind. */
    private final Object writing = new Object();

    /** Under that. */
    private boolean isClosed;

    private volatile List<ScheduledFuture<?>> ticking = List.of();

    private volatile StationIndex index;

    /** When the next one is to be made. */
    private volatile long due;

    /**
     * What drives it.
     *
     * @param indexer where what is found is put in order
     * @param writer a single thread, which waits for the book
     * @param random from which nobody can guess a SID
     */
    public record Machinery(Executor indexer, Executor writer, Clock clock, Ticker ticker, RandomGenerator random) {}

    /**
     * Reads all that is kept.
     *
     * @param policy asked at each request
     */
    public Catalog(CatalogBook book, Supplier<CatalogPolicy> policy, Machinery machinery) {
        this.clock = machinery.clock();
        this.ticker = machinery.ticker();
        this.indexer = machinery.indexer();
        this.servingTime = new ServingTime(ticker, ABSENCE);
        Journal journal = new Journal(book, machinery.writer(), ticker, PATIENCE);
        this.register = new Register(book, journal, policy, servingTime, machinery);
        this.clicks = new Clicks(book, journal, () -> policy.get().maxEntries(), machinery);
        this.intake = new Intake(register, policy, clock);
        this.mirrored = new Mirrored(intake, clock);
        this.policy = policy;
        this.index = inOrder(Optional.empty());
        this.due = ticker.nanos() + AGE.toNanos();
    }

    /** Has touches written, what is over dropped, and all put in order, from now on. */
    public void begin(ScheduledExecutorService timer) {
        ticking = List.of(
                timer.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS),
                // As if somebody looked: who comes after a long time, such as for a dump, finds what is there now.
                timer.scheduleWithFixedDelay(this::index, AGE.toMillis(), AGE.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** To be called each {@link #TICK}. Waits for the book, but not without end. */
    void tick() {
        synchronized (writing) {
            if (isClosed) {
                return;
            }
            List.<Runnable>of(
                            servingTime::count,
                            register::expire,
                            () -> mirrored.giveWay(Math.max(0, policy.get().maxEntries() - register.size())),
                            register.touches()::tick,
                            () -> clicks.tick(this::stationIds))
                    .forEach(Catalog::attempt);
        }
    }

    /** So that those behind it have their turn too. */
    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error fault) {
            log.error("The directory could not be looked through; it is tried again", fault);
        }
    }

    private Set<String> stationIds() {
        return present().map(IndexedEntry::stationId).collect(Collectors.toSet());
    }

    /** Writes the touches and clicks that are not written yet, when a tick under way is over; there is no other. */
    @Override
    public void close() {
        ticking.forEach(tick -> tick.cancel(false));
        synchronized (writing) {
            isClosed = true;
            try {
                register.touches().close();
            } finally {
                clicks.close();
            }
        }
    }

    /**
     * Does what a server asks for: {@code action} is {@code add}, {@code touch} or {@code remove}. What is acknowledged
     * outlives a kill of this process, but for the touches of the last minute.
     *
     * @param address of that server
     */
    public YpReply answer(YpForm form, String address) {
        try {
            return intake.answer(form, address);
        } catch (NotKeptException failure) {
            log.debug("The directory could not keep something", failure);
            return Intake.cannotKeep(form);
        }
    }

    /**
     * Notes what a visit to a stream has found; if its entry is gone, nothing.
     *
     * @param words one line for people, of at most 500 characters; empty if it is what it claims to be
     */
    public void check(String sid, Verdict verdict, String words) {
        register.check(sid, was -> was.then(verdict, clock.instant(), Texts.repair(words, WORDS)));
    }

    /** Shows all entries of this moment, in no order; what comes and goes meanwhile may be among them or not. */
    public void forEach(Consumer<Entry> visitor) {
        register.all().forEach(listed -> visitor.accept(listed.entry()));
    }

    /** The stations that somebody looks for. */
    public Found find(CatalogQuery query) {
        return index().find(query);
    }

    /** The station of an id, as long as one of its entries is there. */
    public Optional<Station> station(String id) {
        return index().station(id);
    }

    /** Those that stations have, most frequent first. */
    public List<Count> genres() {
        return index().genres();
    }

    /** Those that stations have, most frequent first. */
    public List<Count> codecs() {
        return index().codecs();
    }

    /** Those that stations have, most frequent first. */
    public List<Count> languages() {
        return index().languages();
    }

    /** Those that stations have, most frequent first. */
    public List<Count> countries() {
        return index().countries();
    }

    /**
     * Counts that somebody goes to a station, once a day for each {@linkplain org.icefloe.net.Subscriber subscriber}.
     *
     * @param address of who goes there
     * @return whether there is such a station
     */
    public boolean click(String stationId, String address) {
        boolean isThere = station(stationId).isPresent();
        if (isThere) {
            clicks.count(stationId, address);
        }
        return isThere;
    }

    /** How often people have gone to a station; 0 if nobody has, or if there is none of that id. */
    public long clicks(String stationId) {
        return clicks.of(stationId);
    }

    /** What is listed here, and not mirrored; in the order of listing. */
    public List<Entry> own() {
        return register.all().stream()
                .map(IndexedEntry::entry)
                .sorted(Comparator.comparing(Entry::added).thenComparing(Entry::listenUrl))
                .toList();
    }

    /**
     * Shows what another directory has listed, in the place of what it had listed before: its whole list, or nothing of
     * it. An entry that would be refused here is left out; what is listed here itself goes before.
     *
     * @param origin whose list it is
     * @param entries each as its server would send it to be added and touched, and when it was {@code added} and
     *     {@code touched}. What they throw is thrown on.
     * @return how many there are now
     * @throws ListingRefusedException if there are too many; the message is to be read behind the name of the origin
     */
    public int mirror(String origin, Iterator<YpForm> entries) throws ListingRefusedException {
        int room = policy.get().maxEntries() - register.size() - mirrored.sizeWithout(origin);
        return mirrored.take(origin, entries, Math.max(0, room));
    }

    /** Shows nothing more of another directory. */
    public void forgetMirrored(String origin) {
        mirrored.forget(origin);
    }

    /** How many entries are listed here at this moment, without those that are mirrored. */
    public int size() {
        return register.size();
    }

    /** How full it is; looks at each entry. */
    public CatalogFigures figures() {
        return new CatalogFigures(
                size(),
                policy.get().maxEntries(),
                (int) mirrored.all(url -> !register.hasUrl(url)).count(),
                (int) register.all().stream()
                        .filter(listed -> listed.entry().check().verdict().isBad())
                        .count(),
                register.servers(),
                register.touches().size());
    }

    /** The present one. If it is old, somebody else makes the next. */
    private StationIndex index() {
        if (ticker.nanos() - due >= 0 && indexing.compareAndSet(false, true)) {
            if (!later(this::reindex)) {
                indexing.set(false);
            }
        }
        return index;
    }

    /**
     * Has work on what is found done where it is put in order too.
     *
     * @return false if everything ends, and nothing is done any more
     */
    public boolean later(Runnable work) {
        try {
            indexer.execute(work);
            return true;
        } catch (RejectedExecutionException ending) {
            return false;
        }
    }

    /** All there is at this moment. */
    StationIndex inOrder(Optional<StationIndex> before) {
        return new StationIndex(present().toList(), before);
    }

    private Stream<IndexedEntry> present() {
        return Stream.concat(register.all().stream(), mirrored.all(url -> !register.hasUrl(url)));
    }

    private void reindex() {
        long began = ticker.nanos();
        try {
            index = inOrder(Optional.of(index));
            long now = ticker.nanos();
            due = now + Math.min(OLDEST.toNanos(), Math.max(AGE.toNanos(), (now - began) * LEISURE));
        } finally {
            indexing.set(false);
        }
    }
}
