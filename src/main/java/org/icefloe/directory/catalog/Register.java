package org.icefloe.directory.catalog;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.icefloe.net.HostList;
import org.icefloe.net.Subscriber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All entries, in memory. What is added and removed is written before it holds; what is touched is written behind. Any
 * thread, but for what says otherwise.
 */
final class Register {
    private static final Logger log = LoggerFactory.getLogger(Register.class);

    /** Touches that may be missed. */
    private static final int MISSED = 3;

    /** How late the last of them may be: servers look after their touches only now and then. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final int SID_BYTES = 16;

    /** What is dropped at once. */
    private static final int AT_ONCE = 1_000;

    /** How often a server may list all that it has, in each {@link AddRate#WINDOW}. */
    private static final long TIMES_OVER = 2;

    private final Journal journal;
    private final Supplier<CatalogPolicy> policy;
    private final ServingTime servingTime;
    private final Clock clock;
    private final RandomGenerator random;

    private final Map<String, IndexedEntry> bySid = new ConcurrentHashMap<>();

    /** The SIDs. */
    private final Map<String, String> byUrl = new ConcurrentHashMap<>();

    /** Listen URLs that somebody is about to list. */
    private final Set<String> claims = ConcurrentHashMap.newKeySet();

    private final EntriesPerAddress perAddress = new EntriesPerAddress();
    private final AddRate addRate = new AddRate();

    private final UnwrittenTouches touches;

    /** The hosts of which there is nothing any more, as long as nothing of them comes. */
    private volatile Optional<HostList> swept = Optional.empty();

    /** Reads what the book has kept; all of it counts as touched now, for nobody could touch it before. */
    Register(
            CatalogBook book,
            Journal journal,
            Supplier<CatalogPolicy> policy,
            ServingTime servingTime,
            Catalog.Machinery machinery) {
        this.journal = journal;
        this.policy = policy;
        this.servingTime = servingTime;
        this.clock = machinery.clock();
        this.random = machinery.random();
        this.touches = new UnwrittenTouches(bySid, journal, machinery.ticker());
        IndexedEntry.Lease lease = lease(policy.get());
        Instant now = clock.instant();
        book.all().forEach(entry -> {
            perAddress.tryTake(Subscriber.of(entry.address()), Integer.MAX_VALUE);
            hold(IndexedEntry.of(entry.addedBy(now), lease));
        });
    }

    private IndexedEntry.Lease lease(CatalogPolicy now) {
        return new IndexedEntry.Lease(servingTime.nanos()
                + now.touchInterval().multipliedBy(MISSED).plus(GRACE).toNanos());
    }

    /**
     * Lists a stream, in the place of what the same server has listed of this address before.
     *
     * @return the SID
     * @throws ListingRefusedException if it is not listed
     * @throws NotKeptException if it could not be written
     */
    String add(Broadcast broadcast, String listenUrl, String address) throws ListingRefusedException {
        if (!claims.add(listenUrl)) {
            throw new ListingRefusedException("This stream is just being listed. Try again later.");
        }
        try {
            return addClaimed(broadcast, listenUrl, address);
        } finally {
            claims.remove(listenUrl);
        }
    }

    private String addClaimed(Broadcast broadcast, String listenUrl, String address) throws ListingRefusedException {
        String subscriber = Subscriber.of(address);
        Optional<IndexedEntry> former = at(listenUrl);
        if (former.filter(listed -> !subscriber(listed).equals(subscriber)).isPresent()) {
            throw new ListingRefusedException("This stream is already listed by another server.");
        }
        CatalogPolicy now = policy.get();
        int most = former.isPresent() ? now.maxPerAddress() + 1 : now.maxPerAddress();
        if (former.isEmpty() && bySid.size() >= now.maxEntries()) {
            throw new ListingRefusedException("The directory is full.");
        }
        if (!perAddress.tryTake(subscriber, most)) {
            throw new ListingRefusedException("Too many streams of this address are listed.");
        }
        String sid = newSid();
        Instant instant = clock.instant();
        Entry entry = former.map(listed -> listed.entry().again(sid, address, broadcast, instant))
                .orElseGet(() -> Entry.first(sid, listenUrl, address, broadcast, instant));
        boolean written = false;
        try {
            if (!addRate.tryMake(subscriber, TIMES_OVER * now.maxPerAddress(), servingTime.nanos())) {
                throw new ListingRefusedException("This address lists streams too often. Try again in 10 minutes.");
            }
            journal.write(former.map(IndexedEntry::sid).stream().toList(), Optional.of(entry));
            written = true;
        } finally {
            if (!written) {
                perAddress.give(subscriber);
            }
        }
        hold(IndexedEntry.of(entry, lease(now)));
        former.ifPresent(listed -> drop(listed.sid()));
        if (!policy.get().denied().equals(now.denied())) {
            // It may have been denied after it was looked at, and before it could be found here.
            swept = Optional.empty();
        }
        return entry.sid();
    }

    private String newSid() {
        byte[] sid = new byte[SID_BYTES];
        random.nextBytes(sid);
        return HexFormat.of().formatHex(sid);
    }

    private void hold(IndexedEntry listed) {
        bySid.put(listed.sid(), listed);
        byUrl.put(listed.entry().listenUrl(), listed.sid());
    }

    /** From memory alone. */
    private void drop(String sid) {
        IndexedEntry dropped = bySid.remove(sid);
        if (dropped != null) {
            byUrl.remove(dropped.entry().listenUrl(), sid);
            perAddress.give(subscriber(dropped));
        }
    }

    private static String subscriber(IndexedEntry listed) {
        return Subscriber.of(listed.entry().address());
    }

    /**
     * Notes what a server tells of its stream.
     *
     * @param news makes the next touch of the last one
     * @param subtype if it tells that too
     * @return whether there is such an entry
     */
    boolean touch(String sid, UnaryOperator<LastTouch> news, Optional<String> subtype) {
        IndexedEntry.Lease lease = lease(policy.get());
        IndexedEntry touched = bySid.computeIfPresent(
                sid,
                (same, was) -> was.touched(
                        news.apply(was.entry().lastTouch()),
                        subtype.orElse(was.entry().broadcast().subtype()),
                        lease));
        if (touched == null) {
            return false;
        }
        touches.note(sid);
        return true;
    }

    /**
     * Notes what a visit has found.
     *
     * @param news makes the next check of the last one
     */
    void check(String sid, UnaryOperator<Check> news) {
        IndexedEntry checked = bySid.computeIfPresent(
                sid, (same, was) -> was.checked(news.apply(was.entry().check())));
        if (checked != null) {
            touches.note(sid);
        }
    }

    /**
     * Drops an entry.
     *
     * @return whether there was one
     * @throws NotKeptException if that could not be written
     */
    boolean remove(String sid) {
        if (!bySid.containsKey(sid)) {
            return false;
        }
        journal.write(List.of(sid), Optional.empty());
        drop(sid);
        return true;
    }

    /**
     * Drops what nobody has touched for too long, what is private and may no longer be, and what is denied by now: some
     * of it, so that nobody waits long who lists a stream meanwhile. What is left, or cannot be written, is dropped the
     * next time. One thread.
     */
    void expire() {
        long now = servingTime.nanos();
        CatalogPolicy rules = policy.get();
        boolean sweeps = !swept.equals(Optional.of(rules.denied()));
        // Before anything is looked at: what comes meanwhile undoes it.
        swept = Optional.of(rules.denied());
        List<String> over = bySid.values().stream()
                .filter(listed -> listed.lease().isOver(now)
                        || listed.isPrivate() && !rules.allowPrivate()
                        || sweeps && rules.denies(listed.entry()))
                .limit(AT_ONCE)
                .map(IndexedEntry::sid)
                .toList();
        if (over.isEmpty()) {
            return;
        }
        if (sweeps) {
            swept = Optional.empty();
        }
        if (Journal.isKept(() -> journal.write(over, Optional.empty()))) {
            over.forEach(this::drop);
            log.debug("{} entries of the directory have expired", over.size());
        }
    }

    private Optional<IndexedEntry> at(String listenUrl) {
        return Optional.ofNullable(byUrl.get(listenUrl)).map(bySid::get);
    }

    /** In no order; what comes and goes meanwhile may be among them or not. */
    Collection<IndexedEntry> all() {
        return bySid.values();
    }

    boolean hasUrl(String listenUrl) {
        return byUrl.containsKey(listenUrl);
    }

    int size() {
        return bySid.size();
    }

    /** How many subscribers have listed something that is there. */
    int servers() {
        return perAddress.subscribers();
    }

    /** What is touched and not written yet. */
    UnwrittenTouches touches() {
        return touches;
    }
}
