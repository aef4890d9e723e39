package org.icefloe.mount;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.icefloe.bytes.Printable;
import org.icefloe.config.MountSettings;
import org.icefloe.mount.Mount.Arrival;
import org.icefloe.mount.Mount.Handover;
import org.icefloe.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mounts that are on, by name. A mount has one source at a time. Safe for any number of threads. */
public final class MountRegistry {
    private static final Logger log = LoggerFactory.getLogger(MountRegistry.class);

    private final ConcurrentSkipListMap<MountName, Mount> mounts = new ConcurrentSkipListMap<>();
    private final AtomicInteger sources = new AtomicInteger();
    private final List<Consumer<Mount>> observers = new CopyOnWriteArrayList<>();
    private final List<Consumer<Mount>> endObservers = new CopyOnWriteArrayList<>();

    private final MountSettingsBook book;
    private final Fallbacks fallbacks;
    private final Clock clock;
    private final Ticker ticker;
    private final IntSupplier mostSources;
    private volatile boolean closing;

    /**
     * A server's mounts.
     *
     * @param mostSources how many sources there may be at once; asked whenever one comes
     * @param book the settings of mounts
     * @param files what may take the place of a mount
     */
    public MountRegistry(
            IntSupplier mostSources, MountSettingsBook book, FallbackFiles files, Clock clock, Ticker ticker) {
        this.mostSources = mostSources;
        this.book = book;
        this.fallbacks = new Fallbacks(this, this::settingsOf, files);
        this.clock = clock;
        this.ticker = ticker;
    }

    /** With a limit that stays as it is. */
    public MountRegistry(int mostSources, MountSettingsBook book, FallbackFiles files, Clock clock, Ticker ticker) {
        this(() -> mostSources, book, files, clock, ticker);
    }

    /** Where listeners go on who find no source. */
    public Fallbacks fallbacks() {
        return fallbacks;
    }

    /** Has an observer told of every mount that is turned on, on its source's thread. It must return at once. */
    public void onBegin(Consumer<Mount> observer) {
        observers.add(observer);
    }

    /**
     * Has an observer told of every mount that is turned off, on any thread, before another mount of its name can be
     * turned on. It must return at once.
     */
    public void onEnd(Consumer<Mount> observer) {
        endObservers.add(observer);
    }

    /**
     * Lets a source feed a mount: a new one, one that waits for its source to return, or, if its settings allow that,
     * one whose source is then replaced.
     *
     * @return by which the source writes until it is {@linkplain #release released}
     * @throws RefusedException if the mount has a source already, or there are too many
     */
    public Intake begin(MountName name, StreamProfile profile, Source source) {
        if (sources.incrementAndGet() > mostSources.getAsInt() && !isOnAir(name)) {
            sources.decrementAndGet();
            throw new RefusedException(Refusal.TOO_MANY_SOURCES);
        }
        try {
            return begin(name, new Arrival(profile, source, clock.instant()));
        } catch (RuntimeException | Error notBegun) {
            sources.decrementAndGet();
            throw notBegun;
        }
    }

    private boolean isOnAir(MountName name) {
        return find(name).filter(Mount::isOnAir).isPresent();
    }

    private Intake begin(MountName name, Arrival arrival) {
        while (true) {
            Mount present = mounts.get(name);
            Optional<Intake> intake = present == null ? turnOn(name, arrival) : takeOver(present, arrival);
            if (intake.isPresent()) {
                return intake.get();
            }
        }
    }

    private Optional<Intake> turnOn(MountName name, Arrival arrival) {
        Mount mount = new Mount(name, book.settingsOf(name), arrival, ticker, fallbacks::recall);
        if (mounts.putIfAbsent(name, mount) != null) {
            return Optional.empty();
        }
        // Whoever changed the settings meanwhile did not find the mount here yet.
        mount.refresh(book);
        tell(observers, mount);
        return Optional.of(mount.intake());
    }

    /** @return empty if the mount is no more, and a new one may begin */
    private Optional<Intake> takeOver(Mount mount, Arrival arrival) {
        Handover handover = mount.handOver(arrival);
        handover.replaced().ifPresent(replaced -> {
            sources.decrementAndGet();
            replaced.source()
                    .end("taken over by " + Printable.oneLine(arrival.profile().address()));
        });
        if (handover.intake().isEmpty()) {
            end(mount);
        }
        return handover.intake();
    }

    /**
     * A source has gone. If its mount lingers, it waits for another; else it is turned off. Has no effect on a mount
     * that another source has taken over.
     */
    public void release(Intake intake) {
        Mount mount = intake.mount();
        if (mount.release(intake)) {
            sources.decrementAndGet();
            endIfOverdue(mount);
        }
    }

    /** Turns off the mounts whose listeners have waited long enough. To be called about twice a second. */
    public void endOverdue() {
        for (Mount mount : mounts.values()) {
            try {
                endIfOverdue(mount);
            } catch (RuntimeException fault) {
                log.error("The end of {} could not be told to everybody", mount.name(), fault);
            }
        }
    }

    private void endIfOverdue(Mount mount) {
        if (mount.giveUp()) {
            end(mount);
        }
    }

    /** Ends all sources and turns all mounts off; nobody is sent anywhere any more. */
    public void close(String reason) {
        closing = true;
        for (Mount mount : mounts.values()) {
            mount.intake().arrival().source().end(reason);
            end(mount);
        }
    }

    /** Turns a mount off. Its name is free before its listeners hear of it. */
    private void end(Mount mount) {
        if (mount.tryEnd()) {
            tell(endObservers, mount);
            mounts.remove(mount.name(), mount);
            Optional<Mount> heir = closing ? Optional.empty() : fallbacks.heirOf(mount);
            heir.ifPresent(next -> log.info(
                    "{} is off; its {} listeners go on at {}",
                    mount.name(),
                    mount.counters().listeners(),
                    next.name()));
            mount.end(heir);
        }
    }

    /** A fault of somebody who only looks on must neither keep a mount from its end nor a source from its mount. */
    private static void tell(List<Consumer<Mount>> observers, Mount mount) {
        for (Consumer<Mount> observer : observers) {
            try {
                observer.accept(mount);
            } catch (RuntimeException fault) {
                log.error("Somebody who follows the mounts has failed at {}", mount.name(), fault);
            }
        }
    }

    /** The mount of that name, if it is on. */
    public Optional<Mount> find(MountName name) {
        return Optional.ofNullable(mounts.get(name));
    }

    /** All mounts that are on, by name. */
    public Collection<Mount> all() {
        return List.copyOf(mounts.values());
    }

    /** How many mounts are on. */
    public int size() {
        return mounts.size();
    }

    /** The settings of a mount, whether it is on or not. */
    public MountSettings settingsOf(MountName name) {
        MountSettings kept = book.settingsOf(name);
        return find(name).map(mount -> mount.under(kept)).orElse(kept);
    }

    /**
     * Gives a mount that is on another fallback, or none. It is forgotten when the mount ends: whoever may only say
     * where listeners go changes nothing that is kept.
     */
    public void giveFallback(Mount mount, Optional<String> fallback) {
        mount.giveFallback(fallback);
        mount.refresh(book);
        fallbacks.settingsChanged();
    }

    /** The fallbacks that mounts were given which are on. */
    public Set<String> givenFallbacks() {
        return mounts.values().stream()
                .flatMap(mount -> mount.givenFallback().stream())
                .collect(Collectors.toSet());
    }

    /** Gives every mount that is on the settings that the book holds now. */
    public void settingsChanged() {
        fallbacks.settingsChanged();
        mounts.values().stream().filter(mount -> mount.refresh(book)).forEach(fallbacks::recall);
    }
}
