package org.icefloe.relay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.icefloe.mount.MountName;

/**
 * How a relay fares.
 *
 * @param mount where it is heard here
 * @param mirrored whether the master has it, and no entry
 * @param onDemand whether it runs only while somebody listens
 * @param phase what it does
 * @param since when it began to
 * @param words the same for an operator, such as {@code live since 2026-11-29T12:00:03Z from http://a.example:8000/x}
 *     or {@code failing because http://a.example:8000/x answered 404 (File Not Found); next try in 12 s}
 * @param nextTry when it connects again, if that is settled
 * @param upstreams each with what became of it, the best first
 * @param connections how often it was live, since it was set up
 */
public record RelayStatus(
        MountName mount,
        boolean mirrored,
        boolean onDemand,
        Phase phase,
        Instant since,
        String words,
        Optional<Instant> nextTry,
        List<UpstreamStatus> upstreams,
        long connections) {

    /** What a relay does. */
    public enum Phase {
        /** Nothing: it is switched off. */
        DISABLED,
        /** It waits for a listener. */
        IDLE,
        CONNECTING,
        LIVE,
        /** It was refused or cut off everywhere, and waits to try again. */
        FAILING
    }

    /**
     * One of the places it may come from.
     *
     * @param url without credentials
     * @param current whether it comes from there, or is being asked for there
     * @param fault what went wrong there last, if that was its last word
     * @param failed when that was
     */
    public record UpstreamStatus(String url, boolean current, Optional<String> fault, Optional<Instant> failed) {}
}
