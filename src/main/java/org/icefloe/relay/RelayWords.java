package org.icefloe.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.icefloe.mount.Refusal;

/** How a relay fares, in words for an operator. No password is in them. */
final class RelayWords {
    /** Of how many upstreams it is told what is wrong with them. */
    private static final int MOST = 3;

    static final String DISABLED = "switched off";
    static final String IDLE = "idle: it connects when somebody listens";
    static final String TAKEN = "the mount has another source";
    static final String ENDED_HERE = "its source was ended here";

    private RelayWords() {}

    /** A sentence about an upstream, such as {@code http://a.example/x answered 404 (File Not Found)}. */
    static String of(Upstream upstream, Failure failure) {
        return upstream.url() + " " + failure.words();
    }

    static String and(List<String> sentences) {
        List<String> told = sentences.size() <= MOST ? sentences : sentences.subList(0, MOST);
        String more = sentences.size() <= MOST ? "" : ", and " + (sentences.size() - MOST) + " more have failed";
        return String.join(" and ", told) + more;
    }

    static String connecting(Upstream upstream) {
        return "connecting to " + upstream.url();
    }

    static String live(Instant since, Upstream upstream) {
        return "live since " + since.truncatedTo(ChronoUnit.SECONDS) + " from " + upstream.url();
    }

    /** Why this server itself does not take the stream. */
    static String refusedHere(Refusal refusal) {
        if (refusal.equals(Refusal.MOUNT_IN_USE)) {
            return TAKEN;
        }
        return refusal.equals(Refusal.TOO_MANY_SOURCES)
                ? "this server has as many sources as icefloe.limits.sources allows"
                : refusal.message();
    }

    static String failing(String cause) {
        return "failing because " + cause;
    }

    /** What follows the words of one that fails. */
    static String next(Optional<Instant> nextTry, Instant now) {
        return nextTry.map(at -> "; next try in " + seconds(Duration.between(now, at)) + " s")
                .orElse("; next try when somebody listens");
    }

    private static long seconds(Duration span) {
        return Math.max(0, span.plusMillis(999).toSeconds());
    }
}
