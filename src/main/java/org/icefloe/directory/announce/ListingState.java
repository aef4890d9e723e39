package org.icefloe.directory.announce;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.icefloe.directory.announce.ListingStatus.Phase;
import org.icefloe.mount.MountName;

/** How a listing fares at the moment: changed on the announcer's thread alone, read by any. */
final class ListingState {
    private final Surroundings here;
    private volatile ListingStatus now;

    ListingState(MountName mount, URI directory, Surroundings here) {
        this.here = here;
        this.now = ListingStatus.waiting(mount, directory, here.now());
    }

    void enter(Phase phase, String words, Optional<Instant> nextCall) {
        now = now.entered(phase, phase == now.phase() ? now.since() : here.now(), words, nextCall);
    }

    /** What the directory knows; none of it if there is no SID. */
    void know(Optional<String> sid, Optional<String> listenUrl, Optional<Instant> touched) {
        now = now.known(sid, listenUrl, touched);
    }

    void answered(String answer) {
        now = now.answered(answer);
    }

    Phase phase() {
        return now.phase();
    }

    Instant since() {
        return now.since();
    }

    /** With words on how long it is until the next call, if it fails. */
    ListingStatus status() {
        ListingStatus last = now;
        return last.phase() == Phase.FAILING
                ? last.entered(
                        last.phase(),
                        last.since(),
                        last.words() + ListingWords.next(last.nextCall(), here.now()),
                        last.nextCall())
                : last;
    }
}
