package org.icefloe.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.icefloe.auth.token.TokenVerdict.Bad;
import org.icefloe.auth.token.TokenVerdict.Fault;
import org.icefloe.auth.token.TokenVerdict.Good;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenerTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final MountName CLUB = new MountName("/club.mp3");

    private final ListenerTokens tokens = at(NOW, 1);

    private static ListenerTokens at(Instant now, int keyByte) {
        byte[] key = new byte[ListenerTokens.KEY_BYTES];
        Arrays.fill(key, (byte) keyByte);
        return new ListenerTokens(key, Clock.fixed(now, ZoneOffset.UTC));
    }

    private String token(String pattern) {
        return tokens.issue(MountPattern.parse(pattern), NOW.plusSeconds(60), Optional.empty());
    }

    @Test
    void tokenLetsInUntilItsEnd() {
        String token = tokens.issue(MountPattern.parse("/club.mp3"), NOW.plusSeconds(60), Optional.of("änna\u2028 x"));

        assertThat(token).matches("1\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{43}");
        assertThat(tokens.read(token, CLUB)).isEqualTo(new Good(Optional.of("änna\u2028 x")));
        assertThat(at(NOW.plusSeconds(59), 1).read(token, CLUB)).isInstanceOf(Good.class);
        assertThat(at(NOW.plusSeconds(60), 1).read(token, CLUB)).isEqualTo(new Bad(Fault.EXPIRED));
        assertThat(tokens.read(token("/club.mp3"), CLUB)).isEqualTo(new Good(Optional.empty()));
    }

    @Test
    void tokenIsForItsMountsOnly() {
        assertThat(tokens.read(token("/other.mp3"), CLUB)).isEqualTo(new Bad(Fault.ELSEWHERE));
        assertThat(tokens.read(token("/*.mp3"), CLUB)).isInstanceOf(Good.class);
        assertThat(tokens.read(token("/live/*.mp3"), CLUB)).isEqualTo(new Bad(Fault.ELSEWHERE));
        assertThat(tokens.read(token("default"), CLUB)).isInstanceOf(Good.class);
    }

    @Test
    void tokenOfAnotherKeyIsForged() {
        assertThat(at(NOW, 2).read(token("/club.mp3"), CLUB)).isEqualTo(new Bad(Fault.FORGED));
    }

    @Test
    void everyChangedCharacterMakesItForged() {
        String token = token("/club.mp3");

        for (int at = 0; at < token.length(); at++) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, at) + other + token.substring(at + 1);
            assertThat(tokens.read(changed, CLUB)).as(changed).isEqualTo(new Bad(Fault.FORGED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "1..", "1.A.B", "1.MQ.", "%00", "a.b.c.d", "1"})
    void nonsenseIsForged(String token) {
        assertThat(tokens.read(token, CLUB)).isEqualTo(new Bad(Fault.FORGED));
    }

    @Test
    void longerEndWithTheSameSignatureIsForged() {
        String token = token("/club.mp3");
        String claim = (NOW.getEpochSecond() + 1_000_000) + "\n\n/club.mp3";
        String forged = "1." + Base64.getUrlEncoder().withoutPadding().encodeToString(claim.getBytes())
                + token.substring(token.lastIndexOf('.'));

        assertThat(tokens.read(forged, CLUB)).isEqualTo(new Bad(Fault.FORGED));
        assertThat(tokens.read("1".repeat(1 << 20) + ".x", CLUB)).isEqualTo(new Bad(Fault.FORGED));
    }

    @Test
    void userThatWouldEndItsLineIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens.issue(MountPattern.TEMPLATE, NOW, Optional.of("a\n/other.mp3")));
    }
}
