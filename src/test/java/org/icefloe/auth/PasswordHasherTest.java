package org.icefloe.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PasswordHasherTest {
    private final PasswordHasher hasher = new PasswordHasher();

    @Test
    void samePasswordHasAnotherHashEachTime() {
        assertThat(hasher.hash("hackme")).startsWith("$2b$10$").isNotEqualTo(hasher.hash("hackme"));
    }

    @Test
    void hashOfAnotherProgramIsUnderstood() {
        String madeByLibxcrypt = "$2b$10$abcdefghijklmnopqrstuuNai2wDnir7xYuaAt9aRG6aUAHzLJ9uO";

        assertThat(hasher.matches("hackme", hasher.hash("hackme"))).isTrue();
        assertThat(hasher.matches("hackme", madeByLibxcrypt)).isTrue();
    }

    @Test
    void emptyPasswordIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> hasher.hash(""));
    }

    @Test
    void passwordThatBcryptWouldCutIsRefused() {
        String longest = "x".repeat(72);

        assertThat(hasher.matches(longest, hasher.hash(longest))).isTrue();
        assertThat(hasher.matches(longest + "y", hasher.hash(longest))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> hasher.hash(longest + "y"));
    }

    @Test
    void passwordThatBcryptTakesForAnotherIsRefused() {
        assertThat(hasher.matches("lis\0lis", hasher.hash("lis"))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> hasher.hash("lis\0lis"));
    }

    @Test
    void halfACharacterIsNoPassword() {
        assertThat(hasher.matches("\ud800", hasher.hash("?"))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> hasher.hash("\ud800"));
    }

    @Test
    void decoyHasTheCostOfARealHashAndNoPassword() {
        assertThat(hasher.decoy())
                .hasSameSizeAs(hasher.hash("x"))
                .startsWith(hasher.hash("x").substring(0, 7));
        assertThat(hasher.matches("", hasher.decoy())).isFalse();
        assertThat(hasher.matches("x", hasher.decoy())).isFalse();
    }
}
