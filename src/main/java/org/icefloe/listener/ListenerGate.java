package org.icefloe.listener;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.icefloe.config.MountSetting;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.net.RelayPath;
import org.icefloe.time.Ticker;

/**
 * Where listeners come in, whatever door they took: a door asks whether this gate {@link #serves} a path, has the
 * client {@linkplain #authenticate authenticated}, and then {@linkplain #admit admits} it. Safe for any number of
 * threads.
 */
public final class ListenerGate {
    private static final Refusal NOTHING_ON = new Refusal(404, "File Not Found", "This stream is not on any more");

    private final MountRegistry mounts;
    private final Intros intros;
    private final OnDemand onDemand;
    private final Elsewhere elsewhere;
    private final ListenerAuthority authority;
    private final Supplier<ListenerLimits> limits;
    private final String server;
    private final AtomicInteger listeners = new AtomicInteger();
    private final AtomicLong ids = new AtomicLong();
    private final Listeners audience;

    /**
     * What is to be heard behind the gate.
     *
     * @param mounts that are on
     * @param intros what is heard before them
     * @param onDemand mounts that are turned on for whoever asks
     * @param elsewhere where those are sent who find no room, or no stream
     */
    public record Inside(MountRegistry mounts, Intros intros, OnDemand onDemand, Elsewhere elsewhere) {
        /** Mounts that have to be on, and whose listeners are sent nowhere. */
        static Inside of(MountRegistry mounts, Intros intros) {
            Slaves none = new Slaves(Ticker.system(), RandomGenerator.getDefault());
            return new Inside(mounts, intros, OnDemand.NONE, Elsewhere.of(mounts, none));
        }
    }

    /**
     * A gate to these streams.
     *
     * @param limits what there may be at once, at all mounts together; asked whenever somebody comes
     * @param server the id of this one, by which it knows streams that have come by way of it
     * @param shown how the log may name the address of a listener
     */
    public ListenerGate(
            Inside inside,
            ListenerAuthority authority,
            Supplier<ListenerLimits> limits,
            String server,
            UnaryOperator<String> shown) {
        this.audience = new Listeners(shown);
        this.mounts = inside.mounts();
        this.intros = inside.intros();
        this.onDemand = inside.onDemand();
        this.elsewhere = inside.elsewhere();
        this.authority = authority;
        this.limits = limits;
        this.server = server;
    }

    /** With a limit that stays as it is, nothing on demand, and a log that may know every address. */
    public ListenerGate(MountRegistry mounts, Intros intros, ListenerAuthority authority, int mostListeners) {
        this(
                Inside.of(mounts, intros),
                authority,
                () -> ListenerLimits.of(mostListeners),
                "here",
                UnaryOperator.identity());
    }

    /** Everybody who was let in and is still there. */
    public Listeners audience() {
        return audience;
    }

    /**
     * Whether there is something to be heard under a decoded path: the mount, if it is on or is turned on on demand, or
     * else its fallback; or whether it is known where else to go.
     *
     * @throws RefusedException if listeners may not come by this name
     */
    public boolean serves(String path) {
        return MountName.parse(path)
                .filter(name -> !name.isReserved() && isServed(name))
                .isPresent();
    }

    private boolean isServed(MountName name) {
        boolean served = mounts.find(name).isPresent()
                || onDemand.offers(name)
                || mounts.fallbacks().insteadOf(name).isPresent()
                || isFallbackOffered(name)
                || elsewhere.leadsFrom(name);
        if (served) {
            requireDirectAccess(name);
        }
        return served;
    }

    private boolean isFallbackOffered(MountName name) {
        return offeredFallback(name).isPresent() && !mounts.fallbacks().isFile(name);
    }

    private Optional<MountName> offeredFallback(MountName name) {
        return mounts.fallbacks().chain(name).stream().filter(onDemand::offers).findFirst();
    }

    private void requireDirectAccess(MountName name) {
        if (!mounts.settingsOf(name).get(MountSetting.DIRECT_ACCESS)) {
            throw new RefusedException(Refusal.MOUNT_UNAVAILABLE);
        }
    }

    /**
     * Asks whether a client may listen at the mount that it names, and if it may, has that turned on if it is on
     * demand: nobody else makes this server call anywhere. Never blocks. A client that does not wait is to have this
     * cancelled; it is granted nothing then.
     *
     * @return completes on any thread, with what is to be handed to {@link #admit} or {@link #headersFor}; fails with a
     *     {@link RefusedException} if the client may not listen, or there is nothing to be heard
     */
    public CompletableFuture<Grant> authenticate(ListenerRequest request) {
        CompletableFuture<Grant> answer = new CompletableFuture<>();
        if (isInRing(request)) {
            answer.completeExceptionally(new RefusedException(Refusal.LOOP));
            return answer;
        }
        authority
                .authenticate(request, ids.incrementAndGet())
                .thenCompose(grant -> {
                    answer.whenComplete((granted, fault) -> releaseUnless(fault == null, grant));
                    return answer.isDone()
                            ? CompletableFuture.completedStage(grant)
                            : fetch(request).thenApply(on -> grant);
                })
                .whenComplete((grant, fault) -> {
                    if (fault == null) {
                        answer.complete(grant);
                    } else {
                        answer.completeExceptionally(fault);
                    }
                });
        return answer;
    }

    /** Whether this server would send a stream to itself. */
    private boolean isInRing(ListenerRequest request) {
        RelayPath path = request.relayPath();
        return path.contains(server, request.mount().value()) || path.last().equals(Optional.of(server));
    }

    private static void releaseUnless(boolean taken, Grant grant) {
        if (!taken) {
            grant.release();
        }
    }

    /** @return completes when there is something to be heard */
    private CompletionStage<Boolean> fetch(ListenerRequest request) {
        MountName name = request.mount();
        return wanted(name)
                .map(offered -> onDemand.fetch(offered, request.relayPath())
                        .thenApply(on -> true)
                        .exceptionallyCompose(fault -> find(name).isPresent() || elsewhere.leadsFrom(name)
                                ? CompletableFuture.completedStage(true)
                                : CompletableFuture.failedStage(fault)))
                .orElseGet(() -> CompletableFuture.completedStage(true));
    }

    /** What is to be turned on before a listener is let in: the mount, or a fallback where none is heard. */
    private Optional<MountName> wanted(MountName name) {
        if (mounts.find(name).isPresent()) {
            return Optional.empty();
        }
        if (onDemand.offers(name)) {
            return Optional.of(name);
        }
        return mounts.fallbacks().firstOf(name).isPresent() ? Optional.empty() : offeredFallback(name);
    }

    /** Of a path that is served, so no file is looked for once more. */
    private Optional<Mount> find(MountName name) {
        return mounts.find(name).or(() -> mounts.fallbacks().firstOf(name));
    }

    /** What a request leads to at this moment; much may have changed since the client began to wait. */
    private Mount find(ListenerRequest request, Grant grant) {
        requireDirectAccess(request.mount());
        return find(request.mount()).orElseThrow(() -> nothingOn(request, grant));
    }

    /** Another server has no use for an address: it takes its streams from here. */
    private RefusedException nothingOn(ListenerRequest request, Grant grant) {
        Optional<Refusal> away = grant.isRelay() ? Optional.empty() : elsewhere.fromOff(request);
        return new RefusedException(away.orElse(NOTHING_ON));
    }

    /**
     * The headers of the stream, for a client that wants no more than these.
     *
     * @param grant what {@link #authenticate} has given; it is released
     * @throws RefusedException if there is nothing to be heard any more
     */
    public Map<String, String> headersFor(ListenerRequest request, Grant grant) {
        grant.release();
        return StreamHeaders.of(find(request, grant), request, server);
    }

    /**
     * Lets a listener in. The door then sends {@link ListenerSession#responseHeaders()} and calls
     * {@link ListenerSession#begin()}; once a session is made, it must begin or be told that the client is gone, or its
     * place stays taken.
     *
     * @param grant what {@link #authenticate} has given; released when the listener is gone or not let in
     * @param fanOut which thread is to visit the listener
     * @throws RefusedException if there is no room, or nothing to be heard any more; it may say where else to go
     */
    public ListenerSession admit(ListenerRequest request, Grant grant, ListenerSink sink, FanOut fanOut) {
        int present = listeners.incrementAndGet();
        try {
            Mount found = find(request, grant);
            Mount entered = grant.isRelay() ? enterAnyway(found) : enter(found, present, request);
            ListenerSession session =
                    new ListenerSession(admission(entered, found, request, grant), request, sink, fanOut, this::left);
            audience.joined(session);
            return session;
        } catch (RuntimeException | Error notAdmitted) {
            listeners.decrementAndGet();
            grant.release();
            throw notAdmitted;
        }
    }

    /** Lets another server in, room or not. */
    private static Mount enterAnyway(Mount mount) {
        mount.enter();
        return mount;
    }

    /**
     * Lets in whom there is room for.
     *
     * @param present how many there are, with the one that is to be let in
     * @return the mount that has counted the listener in: this one, or one that takes those who find it full
     */
    private Mount enter(Mount found, int present, ListenerRequest request) {
        if (!hasRoom(present, found)) {
            throw full(request, Refusal.TOO_MANY_CLIENTS);
        }
        return enter(found).orElseThrow(() -> full(request, Refusal.TOO_MANY_LISTENERS));
    }

    private RefusedException full(ListenerRequest request, Refusal refusal) {
        return new RefusedException(elsewhere.fromFull(request).orElse(refusal));
    }

    private boolean hasRoom(int present, Mount mount) {
        ListenerLimits most = limits.get();
        boolean tooFast = most.bitsPerSecond()
                .filter(bits -> bitsPerSecond() + mount.bitsPerSecond() > bits)
                .isPresent();
        return present <= most.listeners() && !tooFast;
    }

    /** What all mounts' listeners are sent; those of fallback files do not count. */
    private long bitsPerSecond() {
        return mounts.all().stream()
                .mapToLong(mount -> mount.counters().listeners() * mount.bitsPerSecond())
                .sum();
    }

    private void left(ListenerSession session) {
        listeners.decrementAndGet();
        audience.left(session);
        session.grant().release();
    }

    private Admission admission(Mount entered, Mount found, ListenerRequest request, Grant grant) {
        Optional<MountName> insteadOf = Optional.of(request.mount()).filter(asked -> !asked.equals(found.name()));
        // A server's own listeners would hear an intro in the middle, whenever it has to connect again.
        Optional<byte[]> intro = request.isFromServer() ? Optional.empty() : intros.introOf(entered);
        return new Admission(entered, insteadOf, intro, grant, audience, server);
    }

    private Optional<Mount> enter(Mount mount) {
        if (mount.tryEnter()) {
            return Optional.of(mount);
        }
        return mount.settings().get(MountSetting.FALLBACK_WHEN_FULL)
                ? mounts.fallbacks().tryEnter(mount.name())
                : Optional.empty();
    }
}
