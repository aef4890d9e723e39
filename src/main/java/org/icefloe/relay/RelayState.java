package org.icefloe.relay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.icefloe.relay.RelayStatus.Phase;
import org.icefloe.relay.RelayStatus.UpstreamStatus;

/** What a relay does at the moment: written on the relays' thread, read by any. */
final class RelayState {
    private final Control control;
    private volatile Snapshot present;

    /** @param words but for the next try */
    private record Snapshot(
            RelayEntry entry,
            boolean mirrored,
            Phase phase,
            Instant since,
            String words,
            Optional<Instant> nextTry,
            List<UpstreamStatus> upstreams,
            long connections) {

        Snapshot with(RelayEntry next, boolean isMirrored, List<UpstreamStatus> those) {
            return new Snapshot(next, isMirrored, phase, since, words, nextTry, those, connections);
        }
    }

    RelayState(RelayEntry entry, Control control) {
        this.control = control;
        this.present = new Snapshot(
                entry, false, Phase.DISABLED, control.now(), RelayWords.DISABLED, Optional.empty(), List.of(), 0);
    }

    void setUp(RelayEntry entry, boolean mirrored, List<UpstreamStatus> upstreams) {
        present = present.with(entry, mirrored, upstreams);
    }

    void enter(Phase phase, String words, Optional<Instant> nextTry, List<UpstreamStatus> upstreams) {
        Snapshot last = present;
        Instant since = phase == last.phase() ? last.since() : control.now();
        long connections = last.connections() + (phase == Phase.LIVE && phase != last.phase() ? 1 : 0);
        present = new Snapshot(last.entry(), last.mirrored(), phase, since, words, nextTry, upstreams, connections);
    }

    Phase phase() {
        return present.phase();
    }

    String words() {
        return present.words();
    }

    /** Whether somebody who wants to listen would be let wait for it. */
    boolean isToBeHad() {
        Snapshot now = present;
        return now.phase() == Phase.CONNECTING || now.entry().onDemand() && now.phase() != Phase.DISABLED;
    }

    RelayStatus status() {
        Snapshot now = present;
        String next = now.phase() == Phase.FAILING ? RelayWords.next(now.nextTry(), control.now()) : "";
        return new RelayStatus(
                now.entry().mount(),
                now.mirrored(),
                now.entry().onDemand(),
                now.phase(),
                now.since(),
                now.words() + next,
                now.nextTry(),
                now.upstreams(),
                now.connections());
    }
}
