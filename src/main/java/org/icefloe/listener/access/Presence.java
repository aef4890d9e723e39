package org.icefloe.listener.access;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.icefloe.mount.MountName;

/** Which users listen to which mounts, of those who may only once at a time. */
final class Presence {
    private final Set<Seat> taken = ConcurrentHashMap.newKeySet();

    private record Seat(MountName mount, String user) {}

    /** Takes the only seat of a user at a mount; of several who try at once, one gets it. */
    boolean tryEnter(MountName mount, String user) {
        return taken.add(new Seat(mount, user));
    }

    /** Gives it back. */
    void leave(MountName mount, String user) {
        taken.remove(new Seat(mount, user));
    }
}
