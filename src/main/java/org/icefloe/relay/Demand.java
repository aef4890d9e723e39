package org.icefloe.relay;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.icefloe.mount.Refusal;

/** Who wants a relay to run: whoever has set it up so, listens, or waits. Confined to the relays' thread. */
final class Demand {
    /** Whoever was let in after waiting counts as a listener a moment later. */
    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(1);

    private final Surroundings here;
    private final Control control;
    private final Airing airing;
    private final Waiters waiters = new Waiters();
    private RelayEntry entry;

    /** When it was last wanted, on the ticker, in ns. */
    private long wantedAt;

    Demand(RelayEntry entry, Airing airing, Surroundings here) {
        this.entry = entry;
        this.airing = airing;
        this.here = here;
        this.control = here.control();
    }

    /** It is set up in this way from now on. */
    void set(RelayEntry next) {
        entry = next;
    }

    /** Somebody waits to hear it. */
    void await(CompletableFuture<Void> answer) {
        waiters.add(answer, control.nanos());
        note();
    }

    /** It is wanted at this moment, or was just now. */
    void note() {
        wantedAt = control.nanos();
    }

    /**
     * Whether it is to run: always, or because somebody listens, or has done so a moment ago.
     *
     * @param running whether it does; one that does not is no more wanted because it once was
     */
    boolean isThere(boolean running) {
        if (!entry.onDemand() || !waiters.isEmpty() || airing.listeners() > 0) {
            note();
            return true;
        }
        return running && control.since(wantedAt).compareTo(idleTimeout()) < 0;
    }

    private Duration idleTimeout() {
        Duration timeout = entry.idleTimeout().orElse(here.settings().idleTimeout());
        return timeout.compareTo(SHORTEST_IDLE) < 0 ? SHORTEST_IDLE : timeout;
    }

    /** The stream is there for whoever waits. */
    void admit() {
        waiters.admit();
    }

    /** It is not, and does not come soon. */
    void refuse(Refusal refusal) {
        waiters.refuse(refusal);
    }

    /** Sends away who has waited for too long. */
    void expire() {
        waiters.expire(control.nanos(), here.settings().connectTimeout().plus(Waiters.FOR_SOUND));
    }
}
