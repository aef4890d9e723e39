package org.icefloe.directory.announce;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.icefloe.directory.announce.ListingStatus.Phase;
import org.icefloe.mount.MountName;

/** How a listing fares at the moment: written on the announcer's thread, read by any. */
final class ListingState {
    private final Surroundings here;
    private volatile ListingStatus present;

    ListingState(MountName mount, URI directory, Surroundings here) {
        this.here = here;
        this.present = new ListingStatus(
                mount,
                directory,
                Phase.WAITING,
                here.now(),
                ListingWords.WAITING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    void enter(Phase phase, String words, Optional<Instant> nextCall) {
        ListingStatus last = present;
        Instant since = phase == last.phase() ? last.since() : here.now();
        present = new ListingStatus(
                last.mount(),
                last.directory(),
                phase,
                since,
                words,
                last.sid(),
                last.listenUrl(),
                last.touched(),
                nextCall,
                last.answer());
    }

    /** What the directory knows; none of it if there is no SID. */
    void know(Optional<String> sid, Optional<String> listenUrl, Optional<Instant> touched) {
        ListingStatus last = present;
        present = new ListingStatus(
                last.mount(),
                last.directory(),
                last.phase(),
                last.since(),
                last.words(),
                sid,
                listenUrl,
                touched,
                last.nextCall(),
                last.answer());
    }

    void answered(String words) {
        ListingStatus last = present;
        present = new ListingStatus(
                last.mount(),
                last.directory(),
                last.phase(),
                last.since(),
                last.words(),
                last.sid(),
                last.listenUrl(),
                last.touched(),
                last.nextCall(),
                Optional.of(words));
    }

    Phase phase() {
        return present.phase();
    }

    ListingStatus status() {
        ListingStatus now = present;
        String next = now.phase() == Phase.FAILING ? ListingWords.next(now.nextCall(), here.now()) : "";
        return new ListingStatus(
                now.mount(),
                now.directory(),
                now.phase(),
                now.since(),
                now.words() + next,
                now.sid(),
                now.listenUrl(),
                now.touched(),
                now.nextCall(),
                now.answer());
    }
}
