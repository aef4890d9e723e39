package org.icefloe.directory.announce;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.icefloe.directory.announce.ListingStatus.Phase;
import org.icefloe.mount.MountName;

/** How a listing fares at the moment: written on the announcer's thread, read by any. */
final class ListingState {
    private final MountName mount;
    private final URI directory;
    private final Surroundings here;
    private Phase phase = Phase.WAITING;
    private Instant since;
    private String words = ListingWords.WAITING;
    private Optional<String> sid = Optional.empty();
    private Optional<String> listenUrl = Optional.empty();
    private Optional<Instant> touched = Optional.empty();
    private Optional<Instant> nextCall = Optional.empty();
    private Optional<String> answer = Optional.empty();

    ListingState(MountName mount, URI directory, Surroundings here) {
        this.mount = mount;
        this.directory = directory;
        this.here = here;
        this.since = here.now();
    }

    synchronized void enter(Phase next, String how, Optional<Instant> call) {
        since = next == phase ? since : here.now();
        phase = next;
        words = how;
        nextCall = call;
    }

    /** What the directory knows; none of it if there is no SID. */
    synchronized void know(Optional<String> id, Optional<String> address, Optional<Instant> heard) {
        sid = id;
        listenUrl = address;
        touched = heard;
    }

    synchronized void answered(String how) {
        answer = Optional.of(how);
    }

    synchronized Phase phase() {
        return phase;
    }

    synchronized ListingStatus status() {
        String next = phase == Phase.FAILING ? ListingWords.next(nextCall, here.now()) : "";
        return new ListingStatus(
                mount, directory, phase, since, words + next, sid, listenUrl, touched, nextCall, answer);
    }
}
