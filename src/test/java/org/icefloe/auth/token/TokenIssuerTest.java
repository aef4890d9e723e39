package org.icefloe.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.icefloe.mount.MountName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenIssuerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-29T12:00:00.700Z"), ZoneOffset.UTC);

    private final ListenerTokens tokens = new ListenerTokens(new byte[ListenerTokens.KEY_BYTES], CLOCK);
    private final TokenIssuer issuer = new TokenIssuer(tokens, CLOCK);

    private static TokenIssuer.Wish wish(String mount, String ttl, String user) {
        return new TokenIssuer.Wish(Optional.ofNullable(mount), Optional.ofNullable(ttl), Optional.ofNullable(user));
    }

    @Test
    void tokenIsMadeThatCanBeRead() {
        TokenIssuer.Made made = issuer.make(wish("/club/*", "1h", "anna"));

        assertThat(made.end()).isEqualTo("2026-11-29T13:00:00Z");
        assertThat(made.mounts()).hasToString("/club/*");
        assertThat(tokens.read(made.token(), new MountName("/club/a")))
                .isEqualTo(new TokenVerdict.Good(Optional.of("anna")));
        assertThat(tokens.read(issuer.make(wish("/a", "1s", "")).token(), new MountName("/a")))
                .isEqualTo(new TokenVerdict.Good(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        ", 1h, anna, mount",
        "club, 1h, anna, mount",
        "default, 1h, anna, mount",
        "/club, , anna, ttl",
        "/club, soon, anna, ttl",
        "/club, 0s, anna, ttl",
        "/club, 999ms, anna, ttl",
        "/club, 1h, an\u0001na, user",
    })
    void whatCannotBeUsedIsNamed(String mount, String ttl, String user, String field) {
        assertThat(refusal(wish(mount, ttl, user)).field()).isEqualTo(field);
    }

    /** A client would be told by and by that it is forged. */
    @Test
    void tokenThatIsLongerThanCanBeReadIsNotMade() {
        assertThat(issuer.make(wish("/club", "1h", "a".repeat(2900))).token()).hasSizeLessThanOrEqualTo(4096);

        assertThat(refusal(wish("/club", "1h", "a".repeat(3100)))).hasMessageContaining("4096 characters");
    }

    private TokenRefusedException refusal(TokenIssuer.Wish wish) {
        return catchThrowableOfType(() -> issuer.make(wish), TokenRefusedException.class);
    }
}
