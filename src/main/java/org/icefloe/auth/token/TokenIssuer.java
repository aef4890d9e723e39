package org.icefloe.auth.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.icefloe.config.Spans;
import org.icefloe.mount.MountPattern;

/** Makes tokens for admins, who say in texts what they want. Safe for any number of threads. */
public final class TokenIssuer {
    private final ListenerTokens tokens;
    private final Clock clock;

    public TokenIssuer(ListenerTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * What is wanted.
     *
     * @param mount a mount or a pattern
     * @param ttl a span such as {@code 1h}, at least 1 s
     * @param user under which name the listener is known; may be missing, or empty
     */
    public record Wish(Optional<String> mount, Optional<String> ttl, Optional<String> user) {}

    /**
     * What is made.
     *
     * @param end when it ceases to let in, in whole seconds
     */
    public record Made(String token, MountPattern mounts, Instant end) {}

    /**
     * Makes a token.
     *
     * @throws TokenRefusedException if anything that is wanted cannot be used
     */
    public Made make(Wish wish) {
        MountPattern mounts = mounts(wish.mount());
        Duration life = wish.ttl()
                .flatMap(Spans::parse)
                .filter(span -> span.toSeconds() > 0)
                .orElseThrow(() -> new TokenRefusedException("ttl", "expected " + Spans.EXPECTED + "; at least 1 s"));
        Instant end = clock.instant().plus(life).truncatedTo(ChronoUnit.SECONDS);
        try {
            return new Made(tokens.issue(mounts, end, wish.user().filter(user -> !user.isEmpty())), mounts, end);
        } catch (IllegalArgumentException unusable) {
            throw new TokenRefusedException("user", unusable.getMessage());
        }
    }

    private static MountPattern mounts(Optional<String> text) {
        try {
            return text.map(MountPattern::parse)
                    .filter(pattern -> !pattern.equals(MountPattern.TEMPLATE))
                    .orElseThrow(() -> new TokenRefusedException(
                            "mount", "expected a mount such as /club.mp3, or a pattern such as /club/*"));
        } catch (IllegalArgumentException noMount) {
            throw new TokenRefusedException("mount", noMount.getMessage());
        }
    }
}
