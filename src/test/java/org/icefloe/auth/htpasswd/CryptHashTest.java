package org.icefloe.auth.htpasswd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import org.icefloe.auth.PasswordHasher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CryptHashTest {
    private final CryptHash crypt = new CryptHash(new SecureRandom());

    /** Made by {@code openssl passwd}, {@code md5sum}, and crypt(3) of glibc where it says rounds. */
    @ParameterizedTest
    @CsvSource({
        "hackme, 23b4222d2613a2765d4d432d2d65e88e",
        "hackme, 23B4222D2613A2765D4D432D2D65E88E",
        "hackme, $1$abcdefgh$mnH/XkSxebeZJbz6Msvoo0",
        "pässwörd, $1$xyz$FAUeulah1tpnFLXpExRxB1",
        "hackme, $apr1$abcdefgh$vCY9uFxIFNnSUDKpKo/aN1",
        "pässwörd, $apr1$xyz$L9NqCAHT3AatJtVhf/ISl.",
        "hackme, $5$abcdefgh$kepFK7Km.Ga9zeEf2k0cxT8HTE/5SXc2URG96BiOOc.",
        "pässwörd, $5$xyz$TDG2Z.sHCCQC58Hr4rbWW.gsbL2YOmFea2tiOf1pI6/",
        "hackme, $5$rounds=10000$saltstringsaltst$I4qaxoqCgFevikICkzD4lhPD06NU2hAltADVqtUTk4B",
        "hackme, $6$abcdefgh$f4Z.wibFxwiaUXXgzm/5fVgGvc2DlIpSdxWQXDMwmjGdhBfIdNvoSs4z5NAe/tinimylpZsUD6fATHZZQ6Ipc1",
        "pässwörd, $6$xyz$oODo5ST8V2mRRV5H7S6GNZF5.is7jq1T/euzjW4rE4HNS7DeFkLlVJpXV7hX9L.AOK5LNc/dN1.4jGe0X8BZi0",
        "hackme, $6$rounds=1000$saltstring$ceHKOzrK5/sqeUF9PFglm9klzYwOPV/VD.1wZ0cPT4j2bSH5OcFAuMT5hk6IT/5rrmWv67SGO1zOXzlCqQEec0",
    })
    void hashesOfOthersAreKnown(String password, String hash) {
        assertThat(CryptHash.isKnown(hash)).isTrue();
        assertThat(crypt.matches(password, hash)).isTrue();
        assertThat(crypt.matches(password + "!", hash)).isFalse();
        assertThat(crypt.matches("", hash)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hackme",
                "23b4222d2613a2765d4d432d2d65e88",
                "$1$abcdefgh$mnH/XkSxebeZJbz6Msvoo",
                "$y$j9T$salt$hash",
                "$6$abcdefgh$short",
                "$1$$mnH/XkSxebeZJbz6Msvoo0",
                "$apr1$a!b$vCY9uFxIFNnSUDKpKo/aN1",
                "$5$$kepFK7Km.Ga9zeEf2k0cxT8HTE/5SXc2URG96BiOOc.",
                "$6$!bcdefgh$f4Z.wibFxwiaUXXgzm/5fVgGvc2DlIpSdxWQXDMwmjGdhBfIdNvoSs4z5NAe/tinimylpZsUD6fATHZZQ6Ipc1",
                "$6$$f4Z.wibFxwiaUXXgzm/5fVgGvc2DlIpSdxWQXDMwmjGdhBfIdNvoSs4z5NAe/tinimylpZsUD6fATHZZQ6Ipc1",
                "$6$rounds=999999999$saltstring$ceHKOzrK5/sqeUF9PFglm9klzYwOPV/VD.1wZ0cPT4j2bSH5OcFAuMT5hk6IT/5rrmWv67SGO1zOXzlCqQEec0",
                "$2y$31$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuuabcdefghijk",
            })
    void whatIsNoHashMatchesNothing(String text) {
        assertThat(CryptHash.isKnown(text)).isFalse();
        assertThat(crypt.matches("hackme", text)).isFalse();
    }

    @Test
    void newHashesAreOfSha512WithASaltOfTheirOwn() {
        String hash = crypt.hash("hackme");

        assertThat(hash).startsWith("$6$").isNotEqualTo(crypt.hash("hackme"));
        assertThat(CryptHash.isKnown(hash)).isTrue();
        assertThat(crypt.matches("hackme", hash)).isTrue();
        assertThat(crypt.matches("Hackme", hash)).isFalse();
    }

    @Test
    void hashOfBcryptIsKnown() {
        String hash = new PasswordHasher().hash("hackme");

        assertThat(crypt.matches("hackme", hash)).isTrue();
        assertThat(crypt.matches("hackmf", hash)).isFalse();
        assertThat(crypt.matches("hackme\0hackme", hash))
                .as("the same to bcrypt")
                .isFalse();
    }

    @Test
    void passwordThatWouldTakeMinutesIsNone() {
        String long300 = "x".repeat(300);

        assertThatIllegalArgumentException().isThrownBy(() -> crypt.hash(long300));
        assertThatIllegalArgumentException().isThrownBy(() -> crypt.hash(""));
        assertThat(crypt.matches(long300, crypt.decoy())).isFalse();
    }
}
