package org.icefloe.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.icefloe.format.StreamFormatException;
import org.icefloe.mount.MountName;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.net.RelayPath;
import org.icefloe.relay.RelayStatus.Phase;
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

    private static final Logger log = LoggerFactory.getLogger(Relay.class);

    private final MountName mount;
    private final Surroundings here;
    private final Control control;
    private final Upstreams upstreams = new Upstreams();
    private final Airing airing;
    private final Demand demand;
    private final Pauses pauses;
    private final RelayState state;
    private final Trouble trouble;

    private RelayEntry entry;
    private boolean mirrored;

    /** The present one, from its request to its end. */
    private @Nullable Connection connection;

    /** What is to be done at its end, if we have closed it. */
    private @Nullable Runnable afterwards;

    /** By which servers the wish has come for which it connects. */
    private RelayPath asked = RelayPath.NONE;

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
        demand.set(next);
        mirrored = isMirrored;
        upstreams.set(next.upstreams());
        Connection present = connection;
        state.setUp(
                entry, mirrored, upstreams.status(Optional.ofNullable(present).map(Connection::upstream)));
        if (!next.enabled()) {
            stop("its relay is switched off");
            enter(Phase.DISABLED, RelayWords.DISABLED);
        } else if (present == null) {
            pauses.reset();
            beginOrRest();
        } else if (upstreams.contains(present.upstream())) {
            demand.note();
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
        pauses.cancel();
        drop();
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
                asked = by;
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
        } else if (trouble.isTold() && isSettled()) {
            trouble.isOver(state.words());
        }
    }

    private Failure stalled() {
        return Failure.fault("has sent nothing that can be played for "
                + StreamRequest.seconds(here.settings().stallTimeout()));
    }

    private boolean isRunning() {
        return connection != null || pauses.isOne();
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
        pauses.cancel();
        airing.end(reason);
        drop();
        demand.refuse(Failure.NOT_THERE);
        asked = RelayPath.NONE;
        trouble.forget();
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
        pauses.cancel();
        upstreams.beginRound(control.nanos());
        connectToNext();
    }

    private void connectToNext() {
        if (airing.isTaken()) {
            demand.admit();
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
        pauses.noteFailure();
        demand.refuse(told);
        Optional<Instant> next = Optional.empty();
        if (isWanted()) {
            next = Optional.of(pauses.begin(() -> guard(this::beginRound)));
        } else {
            airing.end("nobody listens");
        }
        taken = cause.equals(RelayWords.TAKEN);
        enter(Phase.FAILING, RelayWords.failing(cause), next);
        trouble.fails(cause);
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
        demand.note();
        upstreams.well(from.upstream());
        enter(Phase.LIVE, RelayWords.live(control.now(), from.upstream()));
        demand.admit();
        trouble.live(from.upstream());
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
        if (wasLive) {
            trouble.lost(upstream, failure);
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
            pauses.reset();
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
