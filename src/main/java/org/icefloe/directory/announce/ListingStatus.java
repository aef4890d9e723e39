package org.icefloe.directory.announce;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.icefloe.mount.MountName;

/**
 * How the listing of a mount in a directory fares.
 *
 * @param phase what is being done about it
 * @param since when that began
 * @param words the same for an operator, such as {@code listed since 2026-11-29T12:00:03Z} or {@code not listed: the
 *     directory says "This is my server name"; next try in 600 s}
 * @param sid by which the directory knows it
 * @param listenUrl what the directory was told, or is to be told
 * @param touched when the directory has last heard that the stream is there, be it by an add
 * @param nextCall when it is told next, if that is settled
 * @param answer the last answer of the directory, or words on why there was none
 */
public record ListingStatus(
        MountName mount,
        URI directory,
        Phase phase,
        Instant since,
        String words,
        Optional<String> sid,
        Optional<String> listenUrl,
        Optional<Instant> touched,
        Optional<Instant> nextCall,
        Optional<String> answer) {

    /** What is being done about a listing. */
    public enum Phase {
        /** The stream has just begun. */
        WAITING,
        /** Nobody outside could listen by the address that would be given out. */
        HELD,
        /** The directory is being asked to list it. */
        ADDING,
        LISTED,
        /** The directory has refused it, or does not answer; it is asked again. */
        FAILING,
        /** The stream is no more, and the directory is told so. */
        REMOVING
    }

    static ListingStatus waiting(MountName mount, URI directory, Instant since) {
        return new ListingStatus(
                mount,
                directory,
                Phase.WAITING,
                since,
                ListingWords.WAITING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    ListingStatus entered(Phase next, Instant began, String how, Optional<Instant> call) {
        return new ListingStatus(mount, directory, next, began, how, sid, listenUrl, touched, call, answer);
    }

    ListingStatus known(Optional<String> id, Optional<String> address, Optional<Instant> heard) {
        return new ListingStatus(mount, directory, phase, since, words, id, address, heard, nextCall, answer);
    }

    ListingStatus answered(String how) {
        return new ListingStatus(
                mount, directory, phase, since, words, sid, listenUrl, touched, nextCall, Optional.of(how));
    }
}
