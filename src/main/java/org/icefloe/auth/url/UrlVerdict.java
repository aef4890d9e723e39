package org.icefloe.auth.url;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.net.http.HttpAnswer;

/**
 * What a backend has decided.
 *
 * @param allowed whether the client may come in
 * @param forbidden whether credentials would make no difference
 * @param message the backend's words to it, for the client and the log
 * @param timeLimit how long it may stay
 */
public record UrlVerdict(boolean allowed, boolean forbidden, Optional<String> message, Optional<Duration> timeLimit) {
    private static final long LONGEST_SECONDS = Duration.ofDays(365).toSeconds();

    /** What holds where there is nobody to be asked. */
    static final UrlVerdict YES = new UrlVerdict(true, false, Optional.empty(), Optional.empty());

    /**
     * Reads an answer. Icecast 2.4 lets in by one header, whatever the status is, and so do these:
     *
     * <pre>
     *   icecast-auth-user: 1             as settings name it; the value has to begin so
     *   icecast-auth-timelimit: 3600     seconds
     *   icecast-auth-message: geo-blocked
     *
     *   x-icecast-auth-result: ok        as Icecast 2.5 has it: failed, forbidden and everything else refuse
     *   x-icecast-auth-timelimit, x-icecast-auth-message
     * </pre>
     */
    static UrlVerdict of(HttpAnswer answer, MountSettings settings) {
        Optional<String> result = answer.header("x-icecast-auth-result").map(text -> text.toLowerCase(Locale.ROOT));
        boolean allowed = bears(answer, settings.get(MountSetting.AUTH_HEADER))
                || result.filter("ok"::equals).isPresent();
        return new UrlVerdict(
                allowed,
                result.filter("forbidden"::equals).isPresent(),
                answer.header(settings.get(MountSetting.AUTH_MESSAGE_HEADER))
                        .or(() -> answer.header("x-icecast-auth-message")),
                answer.header(settings.get(MountSetting.AUTH_TIMELIMIT_HEADER))
                        .or(() -> answer.header("x-icecast-auth-timelimit"))
                        .flatMap(UrlVerdict::seconds));
    }

    private static boolean bears(HttpAnswer answer, String line) {
        int colon = line.indexOf(':');
        String start = line.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
        return answer.headers().allValues(line.substring(0, colon).strip()).stream()
                .anyMatch(value -> value.strip().toLowerCase(Locale.ROOT).startsWith(start));
    }

    /** A limit of zero is none, as in Icecast; neither is one that is no number. */
    private static Optional<Duration> seconds(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .filter(seconds -> seconds > 0)
                .map(seconds -> Duration.ofSeconds(Math.min(seconds, LONGEST_SECONDS)));
    }
}
