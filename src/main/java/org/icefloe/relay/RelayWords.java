package org.icefloe.relay;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** How a relay fares, in words for an operator. No password is in them. */
final class RelayWords {
    /** Of how many upstreams it is told what is wrong with them. */
    private static final int MOST = 3;

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

    static String disabled() {
        return "switched off";
    }

    static String idle() {
        return "idle: it connects when somebody listens";
    }

    static String connecting(Upstream upstream) {
        return "connecting to " + upstream.url();
    }

    static String live(Instant since, Upstream upstream) {
        return "live since " + since.truncatedTo(ChronoUnit.SECONDS) + " from " + upstream.url();
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
