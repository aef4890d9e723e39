package org.icefloe.servlet;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.icefloe.mount.MountName;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;

/**
 * Where sources wait for their logins, each on a thread of the container. Containers have 200 of these for everything,
 * and a backend that hangs keeps each waiter for as long as {@code auth-timeout}; so the places are few. A mount has
 * one source, and few reasons for more to come at once; several mounts with backends that hang still leave nine tenths
 * of the threads to everybody else.
 */
final class LoginPlaces {
    /** The most that wait at a mount. */
    static final int AT_A_MOUNT = 4;

    /** The most that wait in all. */
    static final int IN_ALL = 16;

    /** As long as encoders commonly pause before they come again, in seconds. */
    private static final long RETRY_SECONDS = 5;

    private static final Refusal FULL = new Refusal(
            503,
            "Service Unavailable",
            "Too many sources wait for their logins here; try again in " + RETRY_SECONDS + " s",
            RETRY_SECONDS);

    /** How many wait, by mount. Guarded by itself, as is their sum. */
    private final Map<MountName, Integer> waiting = new HashMap<>();

    private int inAll;

    /**
     * Waits for a login; one that is decided takes no place.
     *
     * @throws RefusedException with 503 if no place is free
     */
    void await(MountName mount, CompletableFuture<Void> login) {
        if (login.isDone()) {
            login.join();
            return;
        }
        enter(mount);
        try {
            login.join();
        } finally {
            leave(mount);
        }
    }

    private void enter(MountName mount) {
        synchronized (waiting) {
            int here = waiting.getOrDefault(mount, 0);
            if (here >= AT_A_MOUNT || inAll >= IN_ALL) {
                throw new RefusedException(FULL);
            }
            waiting.put(mount, here + 1);
            inAll++;
        }
    }

    private void leave(MountName mount) {
        synchronized (waiting) {
            waiting.computeIfPresent(mount, (name, here) -> here > 1 ? here - 1 : null);
            inAll--;
        }
    }
}
