package org.icefloe.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.icefloe.mount.MountName;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.net.RelayPath;
import org.icefloe.relay.RelayStatus.Phase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One relay, from the moment it is set up until it is deleted: whether it runs, and how it fares. Whom it asks is the
 * affair of its {@link Rounds}.
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
 * upstreams say clearly that there is nothing to hear, it is ended at once.
 *
 * <p>Confined to the relays' thread, but for {@link #step}, {@link #status} and {@link #isToBeHad}.
 */
final class Relay implements Rounds.Outcome {
    /** A connection that was live for so long was a good one. */
    static final Duration SETTLED = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    private final MountName mount;
    private final Surroundings here;
    private final Control control;
    private final Airing airing;
    private final Rounds rounds;
    private final Demand demand;
    private final Pauses pauses;
    private final RelayState state;
    private final Trouble trouble;

    private RelayEntry entry;
    private boolean mirrored;

    /** Whether it fails because somebody else feeds the mount. */
    private boolean taken;

    /** What a listener is told as long as it fails. */
    private Refusal refusal = Failure.NOT_NOW;

    /** When it became live, on the ticker, in ns. */
    private long liveSince;

    /** It does nothing before it is {@linkplain #change told} how it is set up. */
    Relay(RelayEntry entry, Surroundings here) {
        this.mount = entry.mount();
        this.entry = entry;
        this.here = here;
        this.control = here.control();
        this.airing = new Airing(mount, here);
        this.rounds = new Rounds(mount, airing, this, here);
        this.demand = new Demand(entry, airing, here);
        this.pauses = new Pauses(here);
        this.state = new RelayState(entry, control);
        this.trouble = new Trouble(mount);
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
            pauses.cancel();
            airing.end("its relay has failed");
            rounds.drop();
            failed("this server has failed at it; its log says why", Refusal.FAULT);
        }
    }

    // What it is told

    /** It is set up in this way from now on. What is heard goes on, if it still comes from one of the upstreams. */
    void change(RelayEntry next, boolean isMirrored) {
        boolean same = next.equals(entry) && isMirrored == mirrored && rounds.isSet();
        if (same) {
            return;
        }
        entry = next;
        demand.set(next);
        mirrored = isMirrored;
        rounds.set(next.upstreams());
        state.setUp(entry, mirrored, rounds.status());
        if (!next.enabled()) {
            stop("its relay is switched off");
            enter(Phase.DISABLED, RelayWords.DISABLED);
        } else if (rounds.isOn()) {
            demand.note();
            rounds.leaveFormer();
        } else {
            pauses.reset();
            beginOrRest();
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
        pauses.cancel();
        rounds.drop();
        demand.refuse(Failure.NOT_NOW);
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
            demand.await(answer);
            if (phase != Phase.CONNECTING) {
                rounds.setAsked(by);
                beginRound();
            }
        }
    }

    private boolean hasJustFailed() {
        return state.phase() == Phase.FAILING && pauses.isFailureFresh();
    }

    /** Looks whether anything has not happened in time. To be called a few times a second. */
    void look() {
        demand.expire();
        rounds.leaveStalled();
        if (isRunning() && !isWanted()) {
            rest();
        } else if (!isRunning() && entry.enabled() && isWanted() && !hasJustFailed()) {
            // Somebody has come to a mount that lingers.
            beginRound();
        } else if (trouble.isTold() && isSettled()) {
            trouble.isOver(state.words());
        }
    }

    private boolean isRunning() {
        return rounds.isOn() || pauses.isOne();
    }

    private boolean isWanted() {
        return demand.isThere(isRunning());
    }

    private void rest() {
        boolean fails = state.phase() == Phase.FAILING;
        String words = fails ? state.words() : RelayWords.IDLE;
        stop("nobody listens");
        enter(fails ? Phase.FAILING : Phase.IDLE, words);
    }

    private void stop(String reason) {
        if (state.phase() == Phase.LIVE) {
            trouble.ends(reason);
        }
        pauses.cancel();
        airing.end(reason);
        rounds.drop();
        rounds.setAsked(RelayPath.NONE);
        demand.refuse(Failure.NOT_THERE);
        trouble.forget();
    }

    private void beginRound() {
        pauses.cancel();
        rounds.begin();
    }

    // What becomes of it

    @Override
    public void connecting(Upstream upstream) {
        enter(Phase.CONNECTING, RelayWords.connecting(upstream));
    }

    @Override
    public void live(Upstream upstream) {
        liveSince = control.nanos();
        demand.note();
        enter(Phase.LIVE, RelayWords.live(control.now(), upstream));
        demand.admit();
        trouble.live(upstream);
    }

    @Override
    public boolean lost(Upstream upstream, Failure failure) {
        if (state.phase() == Phase.LIVE) {
            trouble.lost(upstream, failure);
        }
        return settle();
    }

    /** Waits for the next round, if anybody wants one. */
    @Override
    public void failed(String cause, Refusal told) {
        taken = cause.equals(RelayWords.TAKEN);
        if (taken) {
            demand.admit();
        }
        settle();
        refusal = told;
        pauses.noteFailure();
        demand.refuse(told);
        Optional<Instant> next = Optional.empty();
        if (isWanted()) {
            next = Optional.of(pauses.begin(() -> guard(this::beginRound)));
        } else {
            airing.end("nobody listens");
        }
        enter(Phase.FAILING, RelayWords.failing(cause), next);
        trouble.fails(cause);
    }

    /** Makes the next pause a short one, if what ends was good for long enough. */
    private boolean settle() {
        boolean settled = isSettled();
        if (settled) {
            pauses.reset();
        }
        return settled;
    }

    private boolean isSettled() {
        return state.phase() == Phase.LIVE && control.since(liveSince).compareTo(SETTLED) >= 0;
    }

    // What is told of it

    private void enter(Phase phase, String words) {
        enter(phase, words, Optional.empty());
    }

    private void enter(Phase phase, String words, Optional<Instant> nextTry) {
        state.enter(phase, words, nextTry, rounds.status());
    }

    RelayStatus status() {
        return state.status();
    }

    /** Whether somebody who wants to listen would be let wait for it. */
    boolean isToBeHad() {
        return state.isToBeHad();
    }
}
