package org.icefloe.relay;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.icefloe.config.Settings;
import org.icefloe.format.parser.StreamParsers;
import org.icefloe.listener.OnDemand;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.net.RelayPath;
import org.icefloe.source.SourceGate;
import org.icefloe.time.Patience;
import org.icefloe.time.Ticker;

/**
 * All relays: those of the {@link RelayBook}, and those of the master's mounts that the book does not name. One that is
 * set up starts, one that is deleted ends, and one that is changed goes on, at once. Any thread may call; everything is
 * decided on one, which waits for nobody. A relay that waits for a listener is an object in a map, and nothing more.
 */
public final class Relays implements OnDemand, RelayReport, AutoCloseable {
    /** How often it is looked whether something has not happened in time. */
    private static final Duration LOOK = Duration.ofMillis(250);

    /** How long whoever closes them waits, in ms: closing is some calls for each. */
    private static final long CLOSING_MILLIS = 1_000;

    private final RelayBook book;
    private final Surroundings here;
    private final Control control;
    private final Mirror mirror;

    /** Changed on the relays' thread alone. */
    private final Map<MountName, Relay> relays = new ConcurrentSkipListMap<>();

    /** Confined to the relays' thread. */
    private boolean closed;

    /**
     * Where their streams go, and how they come.
     *
     * @param network by which other servers are reached
     */
    public record Inside(MountRegistry mounts, SourceGate sources, StreamParsers parsers, Network network) {}

    /** @param thread the one on which everything is decided */
    public record Machinery(ScheduledExecutorService thread, Clock clock, Ticker ticker, RandomGenerator random) {}

    /**
     * This server, as others see it.
     *
     * @param id by which it knows itself in a ring
     * @param name for {@code User-Agent}
     */
    public record Self(String id, String name) {}

    /** None of them runs yet. */
    public Relays(RelayBook book, Supplier<Settings> settings, Inside inside, Self self, Machinery machinery) {
        this.book = book;
        this.control = new Control(machinery.thread(), machinery.clock(), machinery.ticker());
        StreamRequests requests = new StreamRequests(inside.network(), machinery.thread(), self.name());
        this.here = new Surroundings(inside, requests, control, settings, machinery.random(), self.id());
        this.mirror = new Mirror(here, this::listed);
    }

    /** Starts those that are to run. To be called once. */
    public void begin() {
        book.onChange(() -> control.run(this::refresh));
        here.inside().mounts().onEnd(mount -> control.run(() -> mountEnded(mount.name())));
        control.run(() -> {
            refresh();
            mirror.settingsChanged();
            control.every(LOOK, this::look);
        });
    }

    /** To be called after a change of the settings. */
    public void settingsChanged() {
        control.run(() -> {
            if (!closed) {
                mirror.settingsChanged();
                refresh();
            }
        });
    }

    private void look() {
        if (!closed) {
            relays.values().forEach(relay -> relay.guard(relay::look));
        }
    }

    private void listed(boolean again) {
        refresh();
        if (again) {
            relays.values().forEach(relay -> relay.guard(relay::wake));
        }
    }

    /** Makes those that run the ones that are wanted. */
    private void refresh() {
        if (closed) {
            return;
        }
        Map<MountName, Runnable> changes = new TreeMap<>();
        mirror.entries().forEach((mount, entry) -> changes.put(mount, () -> change(entry, true)));
        book.all().forEach(entry -> changes.put(entry.mount(), () -> change(entry, false)));
        relays.forEach((mount, relay) -> changes.putIfAbsent(mount, () -> delete(mount, relay)));
        changes.values().forEach(Runnable::run);
    }

    private void change(RelayEntry entry, boolean mirrored) {
        Relay relay = relays.computeIfAbsent(entry.mount(), mount -> new Relay(entry, here));
        relay.guard(() -> relay.change(entry, mirrored));
    }

    private void delete(MountName mount, Relay relay) {
        relays.remove(mount);
        relay.guard(relay::delete);
    }

    /** Whoever had the mount of a relay may have left it. */
    private void mountEnded(MountName mount) {
        Relay relay = relays.get(mount);
        if (relay != null && !closed) {
            relay.guard(relay::mountIsFree);
        }
    }

    @Override
    public boolean offers(MountName mount) {
        Relay relay = relays.get(mount);
        return relay != null && relay.isToBeHad();
    }

    @Override
    public CompletionStage<Void> fetch(MountName mount, RelayPath asked) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        if (asked.contains(here.id(), mount.value())) {
            answer.completeExceptionally(new RefusedException(Refusal.LOOP));
        } else if (!control.run(() -> fetch(mount, asked, answer))) {
            answer.completeExceptionally(new RefusedException(Failure.NOT_NOW));
        }
        return answer;
    }

    private void fetch(MountName mount, RelayPath asked, CompletableFuture<Void> answer) {
        Relay relay = relays.get(mount);
        if (relay == null || closed) {
            answer.completeExceptionally(new RefusedException(Failure.NOT_THERE));
        } else {
            relay.guard(() -> relay.fetch(asked, answer));
        }
    }

    @Override
    public List<RelayStatus> relays() {
        return relays.values().stream().map(Relay::status).toList();
    }

    @Override
    public Optional<MasterStatus> master() {
        return mirror.status();
    }

    @Override
    public RelayPath way() {
        return mirror.way();
    }

    /** Ends every connection; that of the sources is left to whoever ends the mounts. More than once does no harm. */
    @Override
    public void close() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        boolean taken = control.run(() -> {
            closed = true;
            mirror.close();
            relays.values().forEach(Relay::close);
            done.complete(null);
        });
        if (taken) {
            Patience.await(done, CLOSING_MILLIS);
        }
    }
}
