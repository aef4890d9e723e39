package org.icefloe.directory.announce;

import java.time.Duration;
import java.util.Optional;
import org.icefloe.bytes.Printable;
import org.icefloe.directory.announce.YpExchange.Reply;

/**
 * What a directory says to a form.
 *
 * <pre>
 *   YPResponse: 1                       or 0
 *   YPMessage: Successfully Added
 *   SID: 0b7c...                        to an add
 *   TouchFreq: 200
 * </pre>
 *
 * @param accepted whether it has done what it was asked for
 * @param message its words, or ours where it has none; one line
 * @param sid by which it knows the listing
 * @param touchFreq how often it wants to be told that the stream is still there
 */
record YpAnswer(boolean accepted, String message, Optional<String> sid, Optional<Duration> touchFreq) {
    /** Icecast touches no oftener, whatever a directory says. */
    static final Duration LEAST = Duration.ofSeconds(30);

    private static final Duration MOST = Duration.ofDays(1);

    private static final int OK = 200;

    /** Of a SID, which is used as it is or not at all, and of words, which are cut; in characters. */
    private static final int LONGEST = 255;

    /** @throws BadAnswerException if it is none of a directory that is well */
    static YpAnswer of(Reply reply) {
        if (reply.status() != OK) {
            throw new BadAnswerException("answered " + reply.status());
        }
        Optional<String> response = header(reply, "ypresponse");
        if (response.isEmpty()) {
            throw new BadAnswerException("answered without YPResponse, as no directory does");
        }
        boolean accepted = response.get().equals("1");
        String message = header(reply, "ypmessage").orElse(accepted ? "accepted" : "refused without a word");
        return new YpAnswer(
                accepted,
                message.length() <= LONGEST ? message : message.substring(0, LONGEST),
                header(reply, "sid").map(YpAnswer::whole),
                header(reply, "touchfreq").flatMap(YpAnswer::span));
    }

    private static String whole(String sid) {
        if (sid.length() > LONGEST) {
            throw new BadAnswerException(
                    "answered with a SID of " + sid.length() + " characters; at most " + LONGEST + " are taken");
        }
        return sid;
    }

    /** One line of it, whatever its charset is. */
    private static Optional<String> header(Reply reply, String name) {
        return Optional.ofNullable(reply.headers().get(name))
                .map(Printable::headerValue)
                .filter(value -> !value.isEmpty());
    }

    private static Optional<Duration> span(String seconds) {
        if (!seconds.matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        Duration span = Duration.ofSeconds(Long.parseLong(seconds));
        return Optional.of(span.compareTo(LEAST) < 0 ? LEAST : span.compareTo(MOST) > 0 ? MOST : span);
    }
}
