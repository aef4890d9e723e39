package org.icefloe.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;

/** Listeners who wait for a relay to be heard. Confined to the relays' thread, on which they are told. */
final class Waiters {
    /** How much longer than for a connection they wait: for the first sound. */
    static final Duration FOR_SOUND = Duration.ofSeconds(2);

    private static final Refusal LATE = new Refusal(
            503,
            "Service Unavailable",
            "This stream did not come in time from the server that it comes from; try again later",
            5);

    private final List<Waiter> waiting = new ArrayList<>();

    /** @param since on the ticker, in ns */
    private record Waiter(CompletableFuture<Void> answer, long since) {}

    /** @param now on the ticker, in ns */
    void add(CompletableFuture<Void> answer, long now) {
        waiting.add(new Waiter(answer, now));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The stream is there. */
    void admit() {
        takeAll().forEach(waiter -> waiter.answer().complete(null));
    }

    /** It is not, and does not come soon. */
    void refuse(Refusal refusal) {
        RefusedException refused = new RefusedException(refusal);
        takeAll().forEach(waiter -> waiter.answer().completeExceptionally(refused));
    }

    /** Whoever is told may come again at once. */
    private List<Waiter> takeAll() {
        List<Waiter> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    /** Nobody waits for longer than that. */
    void expire(long now, Duration patience) {
        List<Waiter> tooLong = waiting.stream()
                .filter(waiter -> now - waiter.since() > patience.toNanos())
                .toList();
        waiting.removeAll(tooLong);
        RefusedException refused = new RefusedException(LATE);
        tooLong.forEach(waiter -> waiter.answer().completeExceptionally(refused));
    }
}
