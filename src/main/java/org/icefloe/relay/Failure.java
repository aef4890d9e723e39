package org.icefloe.relay;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.icefloe.bytes.Printable;
import org.icefloe.mount.Refusal;
import org.icefloe.net.RelayPath;

/**
 * Why an attempt came to nothing.
 *
 * @param words that follow on the upstream's address, without a full stop: {@code answered 404 (File Not Found)}
 * @param definitive whether the upstream has said clearly that it has nothing for us, so that what was heard from it is
 *     over
 * @param refusal what a listener is told who waits for the stream
 */
record Failure(String words, boolean definitive, Refusal refusal) {
    /** How much of a stranger's words is shown, in characters. */
    private static final int LONGEST = 80;

    static final Refusal NOT_THERE = new Refusal(
            404, "File Not Found", "This stream is not to be had: the server that it comes from does not have it");

    static final Refusal NOT_NOW = new Refusal(
            503,
            "Service Unavailable",
            "This stream is not to be had at the moment from the server that it comes from; try again later",
            5);

    /** The connection, or the stream in it, was no good. */
    static Failure fault(String words) {
        return new Failure(words, false, NOT_NOW);
    }

    private static Failure refused(String words, Refusal refusal) {
        return new Failure(words, true, refusal);
    }

    /**
     * What is wrong with an answer, if anything; of its content type the mount's settings may think otherwise.
     *
     * @param asked who was asked, with or without a login
     * @param isOwn whether a path leads by the very mount for which the stream is
     */
    static Optional<Failure> of(ResponseHead head, Upstream asked, Predicate<RelayPath> isOwn) {
        if (head.status() != ResponseHead.OK) {
            return Optional.of(refusedWith(head, asked));
        }
        return path(head)
                .filter(isOwn)
                .map(ring -> refused("has this stream from this server itself (a ring: " + ring + ")", Refusal.LOOP));
    }

    static Optional<RelayPath> path(ResponseHead head) {
        return head.header(RelayPath.HEADER).flatMap(RelayPath::parse);
    }

    /** What an answer means that is none of status 200. */
    static Failure refusedWith(ResponseHead head, Upstream asked) {
        String answer = head.words();
        return switch (head.status()) {
            case 401 -> refused(isWithoutSource(head) ? answer : loginWords(asked), NOT_NOW);
            case 404, 410 -> refused(answer, NOT_THERE);
            case 408, 425, 429 -> fault(answer);
            case 508 -> refused("would have this stream from itself (a ring: it " + answer + ")", Refusal.LOOP);
            default -> head.status() >= 400 && head.status() < 500 ? refused(answer, NOT_NOW) : fault(answer);
        };
    }

    /** SHOUTcast has this number for a stream without a source, and no logins for listeners. */
    private static boolean isWithoutSource(ResponseHead head) {
        return head.reason().equalsIgnoreCase("Service Unavailable");
    }

    private static String loginWords(Upstream asked) {
        return asked.credentials().isPresent() ? "refuses the login" : "wants a login";
    }

    /** It has answered with something that is no stream. */
    static Failure noStream(ResponseHead head) {
        String type = Printable.oneLine(head.header("content-type").orElse("nothing"));
        return refused("answered with " + shortened(type) + ", which is no stream", NOT_NOW);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** What whoever waits is told when all of these have happened. */
    static Refusal refusalOf(List<Failure> failures) {
        List<Refusal> refusals =
                failures.stream().map(Failure::refusal).distinct().toList();
        return refusals.size() == 1 ? refusals.get(0) : NOT_NOW;
    }
}
