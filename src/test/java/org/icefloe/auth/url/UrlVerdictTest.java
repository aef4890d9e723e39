package org.icefloe.auth.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icefloe.config.MountSettings;
import org.icefloe.net.http.HttpAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlVerdictTest {
    private static UrlVerdict verdict(MountSettings settings, String... headers) {
        Map<String, List<String>> map = new HashMap<>();
        for (String header : headers) {
            map.put(header.split(":")[0], List.of(header.substring(header.indexOf(':') + 1)));
        }
        return UrlVerdict.of(new HttpAnswer(200, HttpHeaders.of(map, (name, value) -> true)), settings);
    }

    private static UrlVerdict verdict(String... headers) {
        return verdict(MountSettings.DEFAULT, headers);
    }

    @ParameterizedTest
    @CsvSource({
        "icecast-auth-user: 1, true",
        "Icecast-Auth-User:1, true",
        "icecast-auth-user: 10, true",
        "icecast-auth-user: 0, false",
        "icecast-auth-user:, false",
        "x-icecast-auth-result: ok, true",
        "x-icecast-auth-result: OK, true",
        "x-icecast-auth-result: okay, false",
        "x-icecast-auth-result: failed, false",
        "content-type: text/html, false",
    })
    void headerLetsIn(String header, boolean allowed) {
        assertThat(verdict(header).allowed()).isEqualTo(allowed);
    }

    @Test
    void headersHaveTheNamesOfTheSettings() {
        MountSettings settings = MountSettings.from(Map.of(
                "auth-header", "X-May: yes",
                "auth-timelimit-header", "x-seconds:",
                "auth-message-header", "x-why"));

        assertThat(verdict(settings, "x-may: yes, of course", "X-Seconds: 60", "x-why: because"))
                .isEqualTo(new UrlVerdict(true, false, Optional.of("because"), Optional.of(Duration.ofMinutes(1))));
        assertThat(verdict(settings, "icecast-auth-user: 1").allowed()).isFalse();
    }

    @Test
    void forbiddenIsNoMatterOfCredentials() {
        assertThat(verdict("x-icecast-auth-result: forbidden", "x-icecast-auth-message: no"))
                .isEqualTo(new UrlVerdict(false, true, Optional.of("no"), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"0", "-5", "soon", "1.5", "99999999999999999999", "''"})
    void limitThatIsNoneOrNoNumberIsNone(String limit) {
        assertThat(verdict("icecast-auth-timelimit: " + limit).timeLimit()).isEmpty();
    }

    @Test
    void limitBeyondAYearIsAYear() {
        assertThat(verdict("icecast-auth-timelimit: 999999999999999999").timeLimit())
                .contains(Duration.ofDays(365));
        assertThat(verdict("x-icecast-auth-timelimit: 5").timeLimit()).contains(Duration.ofSeconds(5));
    }
}
