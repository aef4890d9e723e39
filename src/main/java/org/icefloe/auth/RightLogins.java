package org.icefloe.auth;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.icefloe.mount.MountName;
import org.icefloe.net.Subscriber;
import org.icefloe.time.Ticker;

/**
 * Logins that a backend has let in, each of a mount and from an address. They say only who is no guesser: the throttle
 * is not to keep them from the backend, which is asked about them every time. Kept are fingerprints and no passwords.
 * Safe for any number of threads.
 */
public final class RightLogins {
    /** How long one is remembered, from when it was last let in. */
    static final Duration KEPT = Duration.ofDays(7);

    /** The most that are remembered, about 200 bytes each; those not heard of for longest go first. */
    static final int CAPACITY = 16_384;

    private final Ticker ticker;
    private final Fingerprinter fingerprinter = new Fingerprinter();

    /** When each was let in last, in ns of the ticker. Guarded by itself. */
    private final Map<String, Long> letIn = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > CAPACITY;
        }
    };

    public RightLogins(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Whether the backend has let this login in of late, and not refused it since. */
    public boolean contain(MountName mount, Credentials sent, String address) {
        String login = fingerprint(mount, sent, address);
        synchronized (letIn) {
            Long last = letIn.get(login);
            return last != null && ticker.nanos() - last <= KEPT.toNanos();
        }
    }

    /** Notes what the backend has said. */
    public void note(MountName mount, Credentials sent, String address, boolean right) {
        String login = fingerprint(mount, sent, address);
        synchronized (letIn) {
            if (right) {
                letIn.put(login, ticker.nanos());
            } else {
                letIn.remove(login);
            }
        }
    }

    private String fingerprint(MountName mount, Credentials sent, String address) {
        return fingerprinter.of(mount + "\0" + Subscriber.of(address) + "\0" + sent.user(), sent.password());
    }
}
