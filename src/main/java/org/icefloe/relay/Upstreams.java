package org.icefloe.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icefloe.relay.RelayStatus.UpstreamStatus;

/**
 * Where a relay may take its stream from, and what became of each. In a round each is asked once: first those that were
 * well lately, in their order, then those that failed, the longest ago first. Confined to the relays' thread.
 */
final class Upstreams {
    /** After that long an upstream that failed is worth as much as it was before. */
    static final Duration LATELY = Duration.ofMinutes(1);

    private List<Upstream> inOrder = List.of();

    /** The last word of each; none of those that were well then. */
    private final Map<Upstream, Failed> failures = new HashMap<>();

    private final Deque<Upstream> round = new ArrayDeque<>();
    private final List<Upstream> tried = new ArrayList<>();

    /** @param nanos when, on the ticker */
    private record Failed(Failure failure, Instant at, long nanos) {}

    /** Those that count from now on. What is known of one that was there before stays known. */
    void set(List<Upstream> upstreams) {
        inOrder = upstreams.stream().distinct().toList();
        failures.keySet().retainAll(inOrder);
        round.retainAll(inOrder);
        tried.retainAll(inOrder);
    }

    boolean isEmpty() {
        return inOrder.isEmpty();
    }

    boolean contains(Upstream upstream) {
        return inOrder.contains(upstream);
    }

    /** @param now on the ticker, in ns */
    void beginRound(long now) {
        tried.clear();
        round.clear();
        inOrder.stream().filter(upstream -> !failedLately(upstream, now)).forEach(round::add);
        inOrder.stream()
                .filter(upstream -> failedLately(upstream, now))
                .sorted((one, other) -> Long.signum(failedAt(one) - failedAt(other)))
                .forEach(round::add);
    }

    private boolean failedLately(Upstream upstream, long now) {
        return failures.containsKey(upstream) && now - failedAt(upstream) < LATELY.toNanos();
    }

    private long failedAt(Upstream upstream) {
        return failures.get(upstream).nanos();
    }

    /** Whoever is to be asked next in this round; empty at its end. */
    Optional<Upstream> next() {
        Optional<Upstream> next = Optional.ofNullable(round.poll());
        next.ifPresent(tried::add);
        return next;
    }

    void failed(Upstream upstream, Failure failure, Instant at, long nanos) {
        if (contains(upstream)) {
            failures.put(upstream, new Failed(failure, at, nanos));
        }
    }

    void well(Upstream upstream) {
        failures.remove(upstream);
    }

    /** What went wrong in this round. */
    List<Failure> failuresOfRound() {
        return tried.stream()
                .filter(failures::containsKey)
                .map(upstream -> failures.get(upstream).failure())
                .toList();
    }

    /** The same in words, such as {@code http://a.example/x answered 404 (File Not Found)}. */
    String complaint() {
        return RelayWords.and(tried.stream()
                .filter(failures::containsKey)
                .map(upstream -> RelayWords.of(upstream, failures.get(upstream).failure()))
                .toList());
    }

    List<UpstreamStatus> status(Optional<Upstream> current) {
        return inOrder.stream()
                .map(upstream -> new UpstreamStatus(
                        upstream.url(),
                        current.equals(Optional.of(upstream)),
                        Optional.ofNullable(failures.get(upstream))
                                .map(failed -> failed.failure().words()),
                        Optional.ofNullable(failures.get(upstream)).map(Failed::at)))
                .toList();
    }
}
