package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.mount.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer means to the relay, and to whoever waits for it. */
class FailureTest {
    private static final Upstream OPEN = RelayStudio.upstream("http://a.example/");

    private static ResponseHead head(int status, String reason, Map<String, String> headers) {
        return new ResponseHead(status, reason, headers, OPEN);
    }

    private static Failure of(int status, String reason) {
        return Failure.of(head(status, reason, Map.of()), OPEN, path -> true).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "404, true, 404",
        "410, true, 404",
        "401, true, 503",
        "403, true, 503",
        "400, true, 503",
        "508, true, 508",
        "408, false, 503",
        "429, false, 503",
        "500, false, 503",
        "503, false, 503",
        "304, false, 503",
        "206, false, 503",
    })
    void whatIsSaidClearlyIsDefinitive(int status, boolean definitive, int told) {
        Failure failure = of(status, "So");
        assertThat(failure.definitive()).isEqualTo(definitive);
        assertThat(failure.refusal().status()).isEqualTo(told);
    }

    @Test
    void loginThatIsMissingAndOneThatIsWrongAreTwoThings() {
        Upstream withLogin = Upstream.parse("http://a.example/", Optional.of(new Credentials("me", "pw")), true);
        ResponseHead head = head(401, "Authentication Required", Map.of());

        assertThat(Failure.refusedWith(head, OPEN).words()).isEqualTo("wants a login");
        assertThat(Failure.refusedWith(head, withLogin).words()).isEqualTo("refuses the login");
    }

    @Test
    void shoutcastWithoutASourceWantsNoLogin() {
        Failure failure = of(401, "Service Unavailable");
        assertThat(failure.words()).isEqualTo("answered 401 (Service Unavailable)");
        assertThat(failure.definitive()).isTrue();
    }

    @Test
    void streamIsNoFailureUnlessItIsOurOwn() {
        ResponseHead stream = head(200, "OK", Map.of("icy-relay-path", "abc/live"));
        assertThat(Failure.of(stream, OPEN, path -> false)).isEmpty();
        assertThat(Failure.of(stream, OPEN, path -> path.contains("abc", "/live")))
                .hasValueSatisfying(ring -> {
                    assertThat(ring.refusal()).isEqualTo(Refusal.LOOP);
                    assertThat(ring.definitive()).isTrue();
                });
    }

    @Test
    void pathThatMakesNoSenseIsNone() {
        ResponseHead stream = head(200, "OK", Map.of("icy-relay-path", "<script>"));
        assertThat(Failure.of(stream, OPEN, path -> true)).isEmpty();
    }

    @Test
    void typeOfAStrangerIsOneShortLine() {
        Failure page = Failure.noStream(head(200, "OK", Map.of("content-type", "text/html\u001b" + "x".repeat(500))));
        assertThat(page.words())
                .hasSizeLessThan(130)
                .endsWith("…, which is no stream")
                .doesNotContain("\u001b");
    }

    @Test
    void whoWaitsIsToldWhatAllSay() {
        assertThat(Failure.refusalOf(List.of(of(404, ""), of(410, ""))).status())
                .isEqualTo(404);
        assertThat(Failure.refusalOf(List.of(of(404, ""), of(500, ""))).status())
                .isEqualTo(503);
    }
}
