package org.icefloe.listener;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.icefloe.config.MountSetting;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;

/** Where listeners come in, whatever door they took. Safe for any number of threads. */
public final class ListenerGate {
    private final MountRegistry mounts;
    private final Intros intros;
    private final ListenerAuthority authority;
    private final Supplier<ListenerLimits> limits;
    private final AtomicInteger listeners = new AtomicInteger();
    private final AtomicLong ids = new AtomicLong();
    private final Listeners audience;

    /**
     * Where listeners of these mounts come in.
     *
     * @param limits what there may be at once, at all mounts together; asked whenever somebody comes
     * @param shown how the log may name the address of a listener
     */
    public ListenerGate(
            MountRegistry mounts,
            Intros intros,
            ListenerAuthority authority,
            Supplier<ListenerLimits> limits,
            UnaryOperator<String> shown) {
        this.audience = new Listeners(shown);
        this.mounts = mounts;
        this.intros = intros;
        this.authority = authority;
        this.limits = limits;
    }

    /** With a limit that stays as it is, and a log that may know every address. */
    public ListenerGate(MountRegistry mounts, Intros intros, ListenerAuthority authority, int mostListeners) {
        this(mounts, intros, authority, () -> ListenerLimits.of(mostListeners), UnaryOperator.identity());
    }

    /** Everybody who was let in and is still there. */
    public Listeners audience() {
        return audience;
    }

    /**
     * What is to be heard under a decoded path: the mount, if it is on, or else its fallback.
     *
     * @throws RefusedException if listeners may not come by this name
     */
    public Optional<Mount> find(String path) {
        return MountName.parse(path).filter(name -> !name.isReserved()).flatMap(this::find);
    }

    private Optional<Mount> find(MountName name) {
        Optional<Mount> found = mounts.find(name).or(() -> mounts.fallbacks().insteadOf(name));
        if (found.isPresent() && !mounts.settingsOf(name).get(MountSetting.DIRECT_ACCESS)) {
            throw new RefusedException(Refusal.MOUNT_UNAVAILABLE);
        }
        return found;
    }

    /**
     * Asks whether a client may listen at the mount that it names. Never blocks.
     *
     * @return completes on any thread, with what is to be handed to {@link #admit}; fails with a
     *     {@link RefusedException} if the client may not
     */
    public CompletionStage<Grant> authenticate(ListenerRequest request) {
        return authority.authenticate(request, ids.incrementAndGet());
    }

    /**
     * Lets a listener in. The door then sends {@link ListenerSession#responseHeaders()} and calls
     * {@link ListenerSession#begin()}; once a session is made, it must begin or be told that the client is gone, or its
     * place stays taken.
     *
     * @param mount what {@link #find} has found
     * @param grant what {@link #authenticate} has given; released when the listener is gone or not let in
     * @param fanOut which thread is to visit the listener
     * @throws RefusedException if there is no room
     */
    public ListenerSession admit(Mount mount, ListenerRequest request, Grant grant, ListenerSink sink, FanOut fanOut) {
        try {
            requireRoom(listeners.incrementAndGet(), mount);
            ListenerSession session =
                    new ListenerSession(admission(mount, request, grant), request, sink, fanOut, this::left);
            audience.joined(session);
            return session;
        } catch (RuntimeException | Error notAdmitted) {
            listeners.decrementAndGet();
            grant.release();
            throw notAdmitted;
        }
    }

    /** @param present how many there are, with the one that is to be let in */
    private void requireRoom(int present, Mount mount) {
        ListenerLimits most = limits.get();
        boolean tooFast = most.bitsPerSecond()
                .filter(bits -> bitsPerSecond() + mount.bitsPerSecond() > bits)
                .isPresent();
        if (present > most.listeners() || tooFast) {
            throw new RefusedException(Refusal.TOO_MANY_CLIENTS);
        }
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

    private Admission admission(Mount found, ListenerRequest request, Grant grant) {
        Mount entered = enter(found).orElseThrow(() -> new RefusedException(Refusal.TOO_MANY_LISTENERS));
        Optional<MountName> insteadOf = Optional.of(request.mount()).filter(asked -> !asked.equals(found.name()));
        return new Admission(entered, insteadOf, intros.introOf(entered), grant, audience);
    }

    /** The mount that has counted the listener in: this one, or one that takes those who find it full. */
    private Optional<Mount> enter(Mount mount) {
        if (mount.tryEnter()) {
            return Optional.of(mount);
        }
        return mount.settings().get(MountSetting.FALLBACK_WHEN_FULL)
                ? mounts.fallbacks().tryEnter(mount.name())
                : Optional.empty();
    }
}
