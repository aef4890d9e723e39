package org.icefloe.relay;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.icefloe.format.StreamFormatException;
import org.icefloe.mount.MountName;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.net.RelayPath;
import org.icefloe.relay.RelayStatus.UpstreamStatus;
import org.jspecify.annotations.Nullable;

/**
 * Goes from upstream to upstream until one is heard, and on when that one is lost. Two connections never feed the mount
 * at a time: the next one is made when the last has told its end. Confined to the relays' thread, but for
 * {@link #step}.
 */
final class Rounds implements Connection.Owner {
    private final MountName mount;
    private final Airing airing;
    private final Outcome outcome;
    private final Surroundings here;
    private final Control control;
    private final Upstreams upstreams = new Upstreams();

    /** The present one, from its request to its end. */
    private @Nullable Connection connection;

    /** What is to be done at its end, if we have closed it. */
    private @Nullable Runnable afterwards;

    /** By which servers the wish has come for which it connects. */
    private RelayPath asked = RelayPath.NONE;

    /** Whoever wants the stream. */
    interface Outcome {
        /** Has something done on the relays' thread. Any thread. */
        void step(Runnable step);

        void connecting(Upstream upstream);

        void live(Upstream upstream);

        /**
         * What was live, or about to be, is no more.
         *
         * @return whether it was good for so long that another round begins; else this one goes on
         */
        boolean lost(Upstream upstream, Failure failure);

        /**
         * A round has come to nothing.
         *
         * @param cause for an operator
         * @param told to a listener
         */
        void failed(String cause, Refusal told);
    }

    Rounds(MountName mount, Airing airing, Outcome outcome, Surroundings here) {
        this.mount = mount;
        this.airing = airing;
        this.outcome = outcome;
        this.here = here;
        this.control = here.control();
    }

    /** Whom it may come from, from now on. */
    void set(List<Upstream> next) {
        upstreams.set(next);
    }

    /** Whether it was told whom it may come from. */
    boolean isSet() {
        return !upstreams.isEmpty();
    }

    /** By which servers the wish has come for which it connects from now on. */
    void setAsked(RelayPath by) {
        asked = by;
    }

    /** Asks each in its turn. None of them is connected. */
    void begin() {
        upstreams.beginRound(control.nanos());
        connectToNext();
    }

    /** Whether there is a connection, from its request to its end. */
    boolean isOn() {
        return connection != null;
    }

    /** Begins anew, if the present upstream is none any more. */
    void leaveFormer() {
        if (connection != null && !upstreams.contains(connection.upstream())) {
            hangUp(this::begin);
        }
    }

    /** Goes on to the next one, if the present one has stalled. */
    void leaveStalled() {
        Connection present = connection;
        if (present != null
                && afterwards == null
                && present.isStalled(here.settings().stallTimeout())) {
            hangUp(() -> lost(present.upstream(), stalled()));
        }
    }

    /** Closes the connection; nothing that it still tells concerns us. */
    void drop() {
        Connection present = connection;
        connection = null;
        afterwards = null;
        if (present != null) {
            present.close();
        }
    }

    List<UpstreamStatus> status() {
        return upstreams.status(Optional.ofNullable(connection).map(Connection::upstream));
    }

    private void connectToNext() {
        if (airing.isTaken()) {
            outcome.failed(RelayWords.TAKEN, Failure.NOT_NOW);
        } else {
            upstreams.next().ifPresentOrElse(this::connect, this::end);
        }
    }

    private void connect(Upstream upstream) {
        Connection fresh = new Connection(upstream, this, control.ticker());
        connection = fresh;
        outcome.connecting(upstream);
        fresh.send(
                here.requests(),
                here.headers(upstream, mount, asked),
                here.settings().connectTimeout());
    }

    private void end() {
        List<Failure> failures = upstreams.failuresOfRound();
        if (failures.stream().allMatch(Failure::definitive) || !airing.isAudible()) {
            airing.end("there is nothing to relay: " + upstreams.complaint());
        }
        outcome.failed(upstreams.complaint(), Failure.refusalOf(failures));
    }

    @Override
    public void step(Runnable step) {
        outcome.step(step);
    }

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
                hangUp(() -> outcome.failed(RelayWords.refusedHere(refused.refusal()), Failure.NOT_NOW));
            }
        }
    }

    @Override
    public void heard(Connection from) {
        if (from == connection && afterwards == null) {
            upstreams.well(from.upstream());
            outcome.live(from.upstream());
        }
    }

    @Override
    public void ended(Connection from, String reason) {
        if (from != connection) {
            return;
        }
        Runnable next = afterwards;
        afterwards = null;
        connection = null;
        if (next != null) {
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
        fault.ifPresentOrElse(
                failure -> lost(from.upstream(), failure),
                () -> outcome.failed(RelayWords.ENDED_HERE, Failure.NOT_NOW));
    }

    private Failure stalled() {
        return Failure.fault("has sent nothing that can be played for "
                + StreamRequest.seconds(here.settings().stallTimeout()));
    }

    private void lost(Upstream upstream, Failure failure) {
        note(upstream, failure);
        if (outcome.lost(upstream, failure)) {
            begin();
        } else {
            connectToNext();
        }
    }

    private void note(Upstream upstream, Failure failure) {
        upstreams.failed(upstream, failure, control.now(), control.nanos());
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
}
