package org.icefloe.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.icefloe.format.ContentType;
import org.icefloe.format.StreamFormatException;
import org.icefloe.format.StreamParser;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountName;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.net.RelayPath;
import org.icefloe.relay.RelayStatus.Phase;
import org.icefloe.source.RelayedStream;
import org.icefloe.source.SourceSession;
import org.icefloe.time.Backoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One relay, from the moment it is set up until it is deleted.
 *
 * <pre>
 *               switched on,
 *               on demand            somebody wants to listen
 *   DISABLED ──────────────> IDLE ──────────────────────────────┐
 *      │                       ^                                │
 *      │ switched on,          │ nobody has listened            v   next upstream
 *      │ not on demand         │ for idle-timeout          CONNECTING <──────────┐
 *      └───────────────────────┼─────────────────────────>   │  ^ │              │
 *                              │              a first frame  │  │ │  refused, cut off, or stalled,
 *                              ├──────────── LIVE <──────────┘  │ │  and the round goes on
 *                              │              │                 │ └──────────────┤
 *                              │              └── cut off, or stalled ────────────┤
 *                              │                                │                │
 *                              │      back-off is over, a wish, │                v  the round is over
 *                              └──────── or a changed entry ────┴──────────── FAILING
 * </pre>
 *
 * <p>From everywhere it comes to DISABLED when it is switched off. A connection that was live for {@link #SETTLED} and
 * is lost begins another round at once, and the first pause is short again; one that was not goes on with the round in
 * which it was made, so that an upstream that cuts off everybody is not asked without end.
 *
 * <p>Each connection feeds a {@link SourceSession} of its own, which takes the place of the last one. That one is not
 * ended before: it falls silent, and its mount sees to what follows. Only where all upstreams say clearly that there is
 * nothing to hear, it is ended at once. Two connections never feed the same sound at a time: the next is made when the
 * last has told its end.
 *
 * <p>Confined to the relays' thread, but for {@link #status()} and {@link #isToBeHad()}.
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
    private final Backoff backoff;

    private RelayEntry entry;
    private boolean mirrored;

    /** The present one, from its request to its end. */
    private @Nullable Connection connection;

    /** What is to be done at its end, if we have closed it. */
    private @Nullable Runnable afterwards;

    /** The last one, whether or not it has ended. */
    private @Nullable SourceSession session;

    /** What goes on from one session to the next. */
    private RelayedSound sound;

    private @Nullable Future<?> retry;

    /** By which servers the wish has come for which it connects. */
    private RelayPath asked = RelayPath.NONE;

    /** Whether the log was told that it fails, and not yet that it is well again. */
    private boolean troubled;

    private long connections;
    private Refusal refusal = Failure.NOT_NOW;

    /** When it became live, failed, or was last listened to; on the ticker, in ns. */
    private long liveSince;

    private long failedAt;
    private long wantedAt;

    private volatile Snapshot snapshot;

    /**
     * What it does, for any thread.
     *
     * @param words but for the next try
     */
    private record Snapshot(
            RelayEntry entry,
            boolean mirrored,
            Phase phase,
            Instant since,
            String words,
            Optional<Instant> nextTry,
            List<RelayStatus.UpstreamStatus> upstreams,
            long connections) {}

    /** It does nothing before it is {@linkplain #change told} how it is set up. */
    Relay(RelayEntry entry, Surroundings here) {
        this.mount = entry.mount();
        this.entry = entry;
        this.here = here;
        this.control = here.control();
        this.backoff = new Backoff(FIRST_PAUSE, here.random());
        this.sound = here.silence();
        this.snapshot = new Snapshot(
                entry, false, Phase.DISABLED, control.now(), RelayWords.disabled(), Optional.empty(), List.of(), 0);
    }

    /** Any thread. */
    @Override
    public void step(Runnable step) {
        control.run(guarded(step));
    }

    /** A fault at one relay costs this one a pause, and no other anything. */
    private Runnable guarded(Runnable step) {
        return () -> {
            try {
                step.run();
            } catch (RuntimeException fault) {
                log.error("Relay {} has failed at a step", mount, fault);
                drop();
                cancelRetry();
                fail("this server has failed at it; its log says why", Refusal.FAULT);
            }
        };
    }

    // What it is told

    /** It is set up in this way from now on. What is heard goes on, if it still comes from one of the upstreams. */
    void change(RelayEntry next, boolean isMirrored) {
        if (next.equals(entry) && isMirrored == mirrored && !upstreams.isEmpty()) {
            return;
        }
        entry = next;
        mirrored = isMirrored;
        upstreams.set(next.upstreams());
        if (!next.enabled()) {
            stop("its relay is switched off");
            enter(Phase.DISABLED, RelayWords.disabled());
        } else if (connection == null) {
            backoff.reset();
            beginOrRest();
        } else if (!upstreams.contains(connection.upstream())) {
            hangUp(this::beginRound);
        } else {
            wantedAt = control.nanos();
            publish();
        }
    }

    private void beginOrRest() {
        if (isWanted()) {
            beginRound();
        } else {
            stop("its relay is fetched on demand now");
            enter(Phase.IDLE, RelayWords.idle());
        }
    }

    /** It is no more. */
    void delete() {
        stop("its relay was deleted");
    }

    /** The server ends, and sees to the rest of the sessions itself. */
    void close() {
        cancelRetry();
        drop();
        waiters.refuse(Failure.NOT_NOW);
    }

    /** Whatever made it fail may be over. */
    void wake() {
        if (phase() == Phase.FAILING && isWanted()) {
            beginRound();
        }
    }

    /**
     * Somebody wants to listen.
     *
     * @param by by which servers the wish has come
     * @param answer completed when it is there, or not to be had
     */
    void fetch(RelayPath by, CompletableFuture<Void> answer) {
        if (phase() == Phase.DISABLED) {
            answer.completeExceptionally(new RefusedException(Failure.NOT_THERE));
        } else if (phase() == Phase.LIVE) {
            answer.complete(null);
        } else if (phase() == Phase.FAILING && control.since(failedAt).compareTo(BETWEEN_WISHES) < 0) {
            answer.completeExceptionally(new RefusedException(refusal));
        } else {
            waiters.add(answer, control.nanos());
            wantedAt = control.nanos();
            if (phase() != Phase.CONNECTING) {
                asked = by;
                beginRound();
            }
        }
    }

    /** Looks whether anything has not happened in time. To be called a few times a second. */
    void look() {
        waiters.expire(control.nanos(), here.settings().connectTimeout().plus(Waiters.FOR_SOUND));
        Connection present = connection;
        if (present != null && afterwards == null && present.isStalled(here.settings().stallTimeout())) {
            hangUp(() -> lost(present.upstream(), Failure.fault("has sent nothing that can be played for "
                    + here.settings().stallTimeout().toSeconds() + " s")));
        } else if (isRunning() && !isWanted()) {
            rest();
        } else if (troubled && isSettled()) {
            troubled = false;
            log.info("Relay {} is well again: {}", mount, snapshot.words());
        }
    }

    private boolean isRunning() {
        return connection != null || retry != null;
    }

    /** Whether it is to run, or somebody listens or has listened a moment ago. */
    private boolean isWanted() {
        if (!entry.onDemand() || !waiters.isEmpty() || listeners() > 0) {
            wantedAt = control.nanos();
            return true;
        }
        Duration idle = entry.idleTimeout().orElse(here.settings().idleTimeout());
        return isRunning() && control.since(wantedAt).compareTo(idle.compareTo(SHORTEST_IDLE) < 0 ? SHORTEST_IDLE : idle) < 0;
    }

    private int listeners() {
        SourceSession last = session;
        return last == null || last.mount().isEnded()
                ? 0
                : last.mount().counters().listeners();
    }

    private void rest() {
        boolean fails = phase() == Phase.FAILING;
        stop("nobody listens");
        if (fails) {
            enter(Phase.FAILING, snapshot.words());
        } else {
            enter(Phase.IDLE, RelayWords.idle());
        }
    }

    /** Ends what is heard. */
    private void stop(String reason) {
        cancelRetry();
        SourceSession last = session;
        if (last != null) {
            last.end(reason);
        }
        drop();
        waiters.refuse(Failure.NOT_THERE);
        asked = RelayPath.NONE;
    }

    /** Nothing that this connection still tells concerns us. */
    private void drop() {
        Connection present = connection;
        connection = null;
        afterwards = null;
        session = null;
        sound = here.silence();
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
        if (isTaken()) {
            waiters.admit();
            fail("the mount has another source", Failure.NOT_NOW);
            return;
        }
        upstreams.next().ifPresentOrElse(this::connect, this::endRound);
    }

    /** Whether somebody else feeds the mount: then nobody needs to be asked for a stream. */
    private boolean isTaken() {
        SourceSession last = session;
        return here.inside()
                .mounts()
                .find(mount)
                .filter(Mount::isOnAir)
                .filter(present -> last == null || last.isEnded() || last.mount() != present)
                .isPresent();
    }

    private void connect(Upstream upstream) {
        Connection fresh = new Connection(upstream, this, control.ticker());
        connection = fresh;
        enter(Phase.CONNECTING, RelayWords.connecting(upstream));
        fresh.send(
                here.inside().network(),
                here.headers(upstream, mount, asked),
                here.settings().connectTimeout());
    }

    private void endRound() {
        List<Failure> failures = upstreams.failuresOfRound();
        SourceSession last = session;
        boolean definitive = failures.stream().allMatch(Failure::definitive);
        if (last != null && (definitive || !last.mount().buffer().hasEntry())) {
            last.end("its relay has nothing to play: " + upstreams.complaint());
        }
        fail(upstreams.complaint(), Failure.refusalOf(failures));
    }

    /** Waits for the next round, if anybody wants one. */
    private void fail(String cause, Refusal told) {
        refusal = told;
        failedAt = control.nanos();
        waiters.refuse(told);
        Duration pause = backoff.next(here.settings().retryLimit());
        boolean again = !entry.onDemand() || listeners() > 0;
        retry = again ? control.later(pause, guarded(this::retry)) : null;
        enter(
                Phase.FAILING,
                RelayWords.failing(cause),
                again ? Optional.of(control.now().plus(pause)) : Optional.empty());
        if (!troubled) {
            troubled = true;
            log.warn("Relay {} fails: {}", mount, cause);
        }
    }

    private void retry() {
        retry = null;
        beginRound();
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
            Failure.of(head, from.upstream(), this::isOwn)
                    .ifPresentOrElse(failure -> refuse(from, failure), () -> open(from, head));
        }
    }

    private boolean isOwn(RelayPath path) {
        return path.contains(here.id(), mount.value());
    }

    private void refuse(Connection from, Failure failure) {
        hangUp(() -> {
            note(from.upstream(), failure);
            connectToNext();
        });
    }

    private void open(Connection from, ResponseHead head) {
        RelayedStream stream = new RelayedStream(
                mount,
                head.headers(),
                from.upstream().server().host() + ":" + from.upstream().server().port(),
                Failure.path(head).orElse(RelayPath.NONE));
        try {
            play(from, head, here.inside().sources().typeOf(stream), stream);
        } catch (RefusedException refused) {
            if (refused.refusal().equals(Refusal.CONTENT_TYPE)) {
                refuse(from, Failure.noStream(head));
            } else {
                hangUp(() -> fail(wordsOf(refused.refusal()), Failure.NOT_NOW));
            }
        } catch (StreamFormatException wrong) {
            refuse(from, Failure.fault(wrong.getMessage()));
        }
    }

    private static String wordsOf(Refusal refused) {
        if (refused.equals(Refusal.MOUNT_IN_USE)) {
            return "the mount has another source";
        }
        return refused.equals(Refusal.TOO_MANY_SOURCES)
                ? "this server has as many sources as icefloe.limits.sources lets in"
                : refused.message();
    }

    private void play(Connection from, ResponseHead head, ContentType type, RelayedStream stream) {
        StreamParser parser =
                sound.next(RelayedSound.metaint(head), () -> here.inside().parsers().parserFor(type));
        SourceSession last = session;
        SourceSession fresh = here.inside().sources().relay(stream, parser, from, this);
        if (last == null || last.mount() != fresh.mount()) {
            sound.forget();
        }
        session = fresh;
        from.feed(fresh);
    }

    @Override
    public void heard(Connection from) {
        if (from != connection || phase() != Phase.CONNECTING) {
            return;
        }
        connections++;
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
        } else if (from.isRefusedHere()) {
            endedHere(from);
        } else {
            lost(from.upstream(), Failure.fault(reason));
        }
    }

    /** Whoever ends a source here does not mean the server that it comes from, unless its bytes were wrong. */
    private void endedHere(Connection from) {
        Optional<String> wrong = sound.fault();
        if (wrong.isPresent()) {
            lost(from.upstream(), Failure.fault(wrong.get()));
        } else {
            settle();
            connection = null;
            fail("its source was ended here", Failure.NOT_NOW);
        }
    }

    private void lost(Upstream upstream, Failure failure) {
        boolean wasLive = phase() == Phase.LIVE;
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
        return phase() == Phase.LIVE && control.since(liveSince).compareTo(SETTLED) >= 0;
    }

    /** Closes the connection, and goes on when nothing more comes from it. */
    private void hangUp(Runnable then) {
        afterwards = then;
        Objects.requireNonNull(connection).close();
    }

    // What is told of it

    private Phase phase() {
        return snapshot.phase();
    }

    private void enter(Phase phase, String words) {
        enter(phase, words, Optional.empty());
    }

    private void enter(Phase phase, String words, Optional<Instant> nextTry) {
        boolean goesOn = phase == snapshot.phase();
        publish(phase, goesOn ? snapshot.since() : control.now(), words, nextTry);
    }

    private void publish() {
        publish(snapshot.phase(), snapshot.since(), snapshot.words(), snapshot.nextTry());
    }

    private void publish(Phase phase, Instant since, String words, Optional<Instant> nextTry) {
        Optional<Upstream> current = Optional.ofNullable(connection).map(Connection::upstream);
        snapshot = new Snapshot(
                entry, mirrored, phase, since, words, nextTry, upstreams.status(current), connections);
    }

    /** Any thread. */
    RelayStatus status() {
        Snapshot now = snapshot;
        String next = now.phase() == Phase.FAILING ? RelayWords.next(now.nextTry(), control.now()) : "";
        return new RelayStatus(
                mount,
                now.mirrored(),
                now.entry().onDemand(),
                now.phase(),
                now.since(),
                now.words() + next,
                now.nextTry(),
                now.upstreams(),
                now.connections());
    }

    /** Whether somebody who wants to listen would be let wait for it. Any thread. */
    boolean isToBeHad() {
        Snapshot now = snapshot;
        return now.phase() == Phase.CONNECTING || now.entry().onDemand() && now.phase() != Phase.DISABLED;
    }
}
