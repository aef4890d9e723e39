package org.icefloe.listener;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;

/** Where listeners come in, whatever door they took. Safe for any number of threads. */
public final class ListenerGate {
    private final MountRegistry mounts;
    private final int mostListeners;
    private final AtomicInteger listeners = new AtomicInteger();

    /** @param mostListeners how many there may be at once, at all mounts together */
    public ListenerGate(MountRegistry mounts, int mostListeners) {
        this.mounts = mounts;
        this.mostListeners = mostListeners;
    }

    /** The mount under a decoded path, if one is on. */
    public Optional<Mount> find(String path) {
        return MountName.parse(path).flatMap(mounts::find);
    }

    /**
     * Lets a listener in. The door then sends {@link ListenerSession#responseHeaders()} and calls
     * {@link ListenerSession#begin()}; once a session is made, it must begin or be told that the client is gone, or its
     * place stays taken.
     *
     * @param fanOut which thread is to visit the listener
     * @throws RefusedException if there is no room
     */
    public ListenerSession admit(Mount mount, ListenerRequest request, ListenerSink sink, FanOut fanOut) {
        if (listeners.incrementAndGet() > mostListeners) {
            listeners.decrementAndGet();
            throw new RefusedException(Refusal.TOO_MANY_CLIENTS);
        }
        if (!mount.tryEnter()) {
            listeners.decrementAndGet();
            throw new RefusedException(Refusal.TOO_MANY_LISTENERS);
        }
        return new ListenerSession(mount, request, sink, fanOut, () -> leave(mount));
    }

    private void leave(Mount mount) {
        mount.leave();
        listeners.decrementAndGet();
    }
}
