package org.icefloe.relay;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.icefloe.mount.MountName;

/**
 * A relay of one mount, as somebody has set it up.
 *
 * @param mount where it is heard here
 * @param upstreams where it may come from, the best first; at least one
 * @param enabled whether it runs at all
 * @param onDemand whether it runs only while somebody listens
 * @param idleTimeout how long it runs on then without a listener, if not as long as the server's setting says
 */
public record RelayEntry(
        MountName mount, List<Upstream> upstreams, boolean enabled, boolean onDemand, Optional<Duration> idleTimeout) {
    /** The most upstreams of one relay. */
    public static final int MOST_UPSTREAMS = 16;

    public RelayEntry {
        upstreams = List.copyOf(upstreams);
        if (upstreams.isEmpty() || upstreams.size() > MOST_UPSTREAMS) {
            throw new IllegalArgumentException("expected 1 to " + MOST_UPSTREAMS + " upstreams");
        }
    }
}
