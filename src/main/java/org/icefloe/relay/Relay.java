package org.icefloe.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.icefloe.format.StreamFormatException;
import org.icefloe.mount.MountName;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.net.RelayPath;
import org.icefloe.relay.RelayStatus.Phase;
import org.icefloe.time.Backoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One relay, from the moment it is set up until it is deleted.
 *
 * <pre>
 *               on demand              somebody wants to listen
 *   DISABLED ──────────────> IDLE ─────────────────────────────────┐
 *      │                       ^                                   │
 *      │ not on demand         │ nobody has listened               v   the next upstream
 *      └───────────────────────┼─ for idle-timeout ─────────> CONNECTING <────────────────┐
 *                              │                                │  ^ │                    │
 *                              ├────────── LIVE <── first frame─┘  │ │ refused, or nothing│
 *                              │            │                      │ │ comes              │
 *                              │            │ cut off, or stalled  │ │                    │
 *                              │            └──────────────────────┼─┴─> more in the round? ── none
 *                              │                                   │                             │
 *                              │        the pause is over, a wish, │                             v
 *                              └────────  or a changed entry ──────┴───────────────────────── FAILING
 * </pre>
 *
 * <p>From everywhere it comes to DISABLED when it is switched off. A connection that was live for {@link #SETTLED} and
 * is lost begins another round at once, and the first pause is short again; one that was not goes on with the round in
 * which it was made, so that an upstream that cuts everybody off is not asked without end.
 *
 * <p>What is heard is not ended with a connection: it falls silent, and its mount sees to what follows. Only where all
 * upstreams say clearly that there is nothing to hear, it is ended at once. Two connections never feed it at a time:
 * the next one is made when the last has told its end.
 *
 * <p>Confined to the relays' thread, but for {@link #step}, {@link #status} and {@link #isToBeHad}.
 */
final class Relay implements Connection.Owner {
    /** A connection that was live for so long was a good one. */
    static final Duration SETTLED = Duration.ofSeconds(10);

    /** How soon after it has failed it is tried again because somebody wants to listen. */
    static final Duration BETWEEN_WISHES = Duration.ofSeconds(1);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    /** Whoever was let in after waiting counts as a listener a moment later. */
    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    private final MountName mount;
    private final Surroundings here;
    private final Control control;
    private final Upstreams upstreams = new Upstreams();
    private final Waiters waiters = new Waiters();
    private final Airing airing;
    private final RelayState state;
    private final Backoff backoff;

    private RelayEntry entry;
    private boolean mirrored;

    /** The present one, from its request to its end. */
    private @Nullable Connection connection;

    /** What is to be done at its end, if we have closed it. */
    private @Nullable Runnable afterwards;

    private @Nullable Future<?> retry;

    /** By which servers the wish has come for which it connects. */
    private RelayPath asked = RelayPath.NONE;

    /** Whether the log was told that it fails, and not yet that it is well again. */
    private boolean troubled;

    /** Whether it fails because somebody else feeds the mount. */
    private boolean taken;

    /** What a listener is told as long as it fails. */
    private Refusal refusal = Failure.NOT_NOW;

    /** When it became live, failed, or was last wanted; on the ticker, in ns. */
    private long liveSince;

    private long failedAt;
    private long wantedAt;

    /** It does nothing before it is {@linkplain #change told} how it is set up. */
    Relay(RelayEntry entry, Surroundings here) {
        this.mount = entry.mount();
        this.entry = entry;
        this.here = here;
        this.control = here.control();
        this.airing = new Airing(mount, here);
        this.state = new RelayState(entry, control);
        this.backoff = new Backoff(FIRST_PAUSE, here.random());
    }

    @Override
    public void step(Runnable step) {
        control.run(() -> guard(step));
    }

    /** A fault at one relay costs this one a pause, and no other anything. */
    void guard(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException fault) {
            log.error("Relay {} has failed at a step", mount, fault);
            cancelRetry();
            airing.end("its relay has failed");
            drop();
            fail("this server has failed at it; its log says why", Refusal.FAULT);
        }
    }

    // What it is told

    /** It is set up in this way from now on. What is heard goes on, if it still comes from one of the upstreams. */
    void change(RelayEntry next, boolean isMirrored) {
        boolean same = next.equals(entry) && isMirrored == mirrored && !upstreams.isEmpty();
        if (same) {
            return;
        }
        entry = next;
        mirrored = isMirrored;
        upstreams.set(next.upstreams());
        Connection present = connection;
        state.setUp(
                entry, mirrored, upstreams.status(Optional.ofNullable(present).map(Connection::upstream)));
        if (!next.enabled()) {
            stop("its relay is switched off");
            enter(Phase.DISABLED, RelayWords.DISABLED);
        } else if (present == null) {
            backoff.reset();
            beginOrRest();
        } else if (upstreams.contains(present.upstream())) {
            wantedAt = control.nanos();
        } else {
            hangUp(this::beginRound);
        }
    }

    private void beginOrRest() {
        if (isWanted()) {
            beginRound();
        } else {
            stop("nobody listens, and its relay is on demand now");
            enter(Phase.IDLE, RelayWords.IDLE);
        }
    }

    /** It is no more. */
    void delete() {
        stop("its relay was deleted");
    }

    /** The server ends, and sees to the end of what is heard itself. */
    void close() {
        cancelRetry();
        drop();
        waiters.refuse(Failure.NOT_NOW);
    }

    /** Whatever made it fail may be over. */
    void wake() {
        if (state.phase() == Phase.FAILING && isWanted()) {
            beginRound();
        }
    }

    /** Whoever had the mount may have left it. */
    void mountIsFree() {
        if (taken) {
            wake();
        }
    }

    /**
     * Somebody wants to listen.
     *
     * @param by by which servers the wish has come
     * @param answer completed when it is there, or not to be had
     */
    void fetch(RelayPath by, CompletableFuture<Void> answer) {
        Phase phase = state.phase();
        if (phase == Phase.LIVE) {
            answer.complete(null);
        } else if (phase == Phase.DISABLED) {
            answer.completeExceptionally(new RefusedException(Failure.NOT_THERE));
        } else if (hasJustFailed()) {
            answer.completeExceptionally(new RefusedException(refusal));
        } else {
            waiters.add(answer, control.nanos());
            wantedAt = control.nanos();
            if (phase != Phase.CONNECTING) {
                asked = by;
                beginRound();
            }
        }
    }

    private boolean hasJustFailed() {
        return state.phase() == Phase.FAILING && control.since(failedAt).compareTo(BETWEEN_WISHES) < 0;
    }

    /** Looks whether anything has not happened in time. To be called a few times a second. */
    void look() {
        waiters.expire(control.nanos(), here.settings().connectTimeout().plus(Waiters.FOR_SOUND));
        Connection present = connection;
        if (present != null
                && afterwards == null
                && present.isStalled(here.settings().stallTimeout())) {
            hangUp(() -> lost(present.upstream(), stalled()));
        } else if (isRunning() && !isWanted()) {
            rest();
        } else if (!isRunning() && entry.enabled() && isWanted() && !hasJustFailed()) {
            // Somebody has come to a mount that lingers.
            beginRound();
        } else if (troubled && isSettled()) {
            troubled = false;
            log.info("Relay {} is well again: {}", mount, state.words());
        }
    }

    private Failure stalled() {
        return Failure.fault("has sent nothing that can be played for "
                + StreamRequest.seconds(here.settings().stallTimeout()));
    }

    private boolean isRunning() {
        return connection != null || retry != null;
    }

    /** Whether it is to run: always, or because somebody listens, or has done so a moment ago. */
    private boolean isWanted() {
        if (!entry.onDemand() || !waiters.isEmpty() || airing.listeners() > 0) {
            wantedAt = control.nanos();
            return true;
        }
        return isRunning() && control.since(wantedAt).compareTo(idleTimeout()) < 0;
    }

    private Duration idleTimeout() {
        Duration timeout = entry.idleTimeout().orElse(here.settings().idleTimeout());
        return timeout.compareTo(SHORTEST_IDLE) < 0 ? SHORTEST_IDLE : timeout;
    }

    private void rest() {
        boolean fails = state.phase() == Phase.FAILING;
        String words = fails ? state.words() : RelayWords.IDLE;
        stop("nobody listens");
        enter(fails ? Phase.FAILING : Phase.IDLE, words);
    }

    private void stop(String reason) {
        cancelRetry();
        airing.end(reason);
        drop();
        waiters.refuse(Failure.NOT_THERE);
        asked = RelayPath.NONE;
        troubled = false;
    }

    /** Closes the connection; nothing that it still tells concerns us. */
    private void drop() {
        Connection present = connection;
        connection = null;
        afterwards = null;
        if (present != null) {
            present.close();
        }
    }

    // Rounds

    private void beginRound() {
        cancelRetry();
        upstreams.beginRound(control.nanos());
        connectToNext();
    }

    private void connectToNext() {
        if (airing.isTaken()) {
            waiters.admit();
            fail(RelayWords.TAKEN, Failure.NOT_NOW);
        } else {
            upstreams.next().ifPresentOrElse(this::connect, this::endRound);
        }
    }

    private void connect(Upstream upstream) {
        Connection fresh = new Connection(upstream, this, control.ticker());
        connection = fresh;
        enter(Phase.CONNECTING, RelayWords.connecting(upstream));
        fresh.send(
                here.requests(),
                here.headers(upstream, mount, asked),
                here.settings().connectTimeout());
    }

    private void endRound() {
        List<Failure> failures = upstreams.failuresOfRound();
        if (failures.stream().allMatch(Failure::definitive) || !airing.isAudible()) {
            airing.end("there is nothing to relay: " + upstreams.complaint());
        }
        fail(upstreams.complaint(), Failure.refusalOf(failures));
    }

    /** Waits for the next round, if anybody wants one. */
    private void fail(String cause, Refusal told) {
        refusal = told;
        failedAt = control.nanos();
        waiters.refuse(told);
        Optional<Instant> next = Optional.empty();
        if (isWanted()) {
            Duration pause = backoff.next(here.settings().retryLimit());
            retry = control.later(pause, () -> guard(this::beginRound));
            next = Optional.of(control.now().plus(pause));
        } else {
            airing.end("nobody listens");
        }
        taken = cause.equals(RelayWords.TAKEN);
        enter(Phase.FAILING, RelayWords.failing(cause), next);
        if (!troubled) {
            troubled = true;
            log.warn("Relay {} fails: {}", mount, cause);
        }
    }

    private void cancelRetry() {
        if (retry != null) {
            retry.cancel(false);
            retry = null;
        }
    }

    // Connections

    @Override
    public void answered(Connection from, ResponseHead head) {
        if (from == connection && afterwards == null) {
            Failure.of(head, from.upstream(), path -> path.contains(here.id(), mount.value()))
                    .ifPresentOrElse(failure -> refuse(from, failure), () -> play(from, head));
        }
    }

    private void refuse(Connection from, Failure failure) {
        hangUp(() -> {
            note(from.upstream(), failure);
            connectToNext();
        });
    }

    private void play(Connection from, ResponseHead head) {
        try {
            airing.play(from, head, this);
        } catch (StreamFormatException wrong) {
            refuse(from, Failure.fault(wrong.getMessage()));
        } catch (RefusedException refused) {
            if (refused.refusal().equals(Refusal.CONTENT_TYPE)) {
                refuse(from, Failure.noStream(head));
            } else {
                hangUp(() -> fail(RelayWords.refusedHere(refused.refusal()), Failure.NOT_NOW));
            }
        }
    }

    @Override
    public void heard(Connection from) {
        if (from != connection || afterwards != null) {
            return;
        }
        liveSince = control.nanos();
        wantedAt = liveSince;
        upstreams.well(from.upstream());
        enter(Phase.LIVE, RelayWords.live(control.now(), from.upstream()));
        waiters.admit();
        if (!troubled) {
            log.info("Relay {} is live from {}", mount, from.upstream());
        }
    }

    @Override
    public void ended(Connection from, String reason) {
        if (from != connection) {
            return;
        }
        Runnable next = afterwards;
        afterwards = null;
        if (next != null) {
            connection = null;
            next.run();
        } else if (from.isEndedHere()) {
            endedHere(from);
        } else {
            lost(from.upstream(), Failure.fault(reason));
        }
    }

    /** Whoever ends a source here does not mean the server that it comes from, unless its bytes were wrong. */
    private void endedHere(Connection from) {
        Optional<Failure> fault = airing.fault()
                .map(Failure::fault)
                .or(() -> from.wasSilent() ? Optional.of(stalled()) : Optional.empty());
        if (fault.isPresent()) {
            lost(from.upstream(), fault.get());
        } else {
            settle();
            connection = null;
            fail(RelayWords.ENDED_HERE, Failure.NOT_NOW);
        }
    }

    private void lost(Upstream upstream, Failure failure) {
        boolean wasLive = state.phase() == Phase.LIVE;
        boolean settled = settle();
        connection = null;
        note(upstream, failure);
        if (wasLive && !troubled) {
            log.info("Relay {} has lost its stream: {}", mount, RelayWords.of(upstream, failure));
        }
        if (settled) {
            beginRound();
        } else {
            connectToNext();
        }
    }

    private void note(Upstream upstream, Failure failure) {
        upstreams.failed(upstream, failure, control.now(), control.nanos());
    }

    /** Makes the next pause a short one, if the connection that ends was a good one. */
    private boolean settle() {
        boolean settled = isSettled();
        if (settled) {
            backoff.reset();
        }
        return settled;
    }

    private boolean isSettled() {
        return state.phase() == Phase.LIVE && control.since(liveSince).compareTo(SETTLED) >= 0;
    }

    /** Closes the connection, and goes on: where it feeds the mount, when nothing more comes from it. */
    private void hangUp(Runnable then) {
        Connection present = Objects.requireNonNull(connection);
        if (present.isFeeding()) {
            afterwards = then;
            present.close();
        } else {
            drop();
            then.run();
        }
    }

    // What is told of it

    private void enter(Phase phase, String words) {
        enter(phase, words, Optional.empty());
    }

    private void enter(Phase phase, String words, Optional<Instant> nextTry) {
        Optional<Upstream> current = Optional.ofNullable(connection).map(Connection::upstream);
        state.enter(phase, words, nextTry, upstreams.status(current));
    }

    RelayStatus status() {
        return state.status();
    }

    /** Whether somebody who wants to listen would be let wait for it. */
    boolean isToBeHad() {
        return state.isToBeHad();
    }
}
