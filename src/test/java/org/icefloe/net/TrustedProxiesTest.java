package org.icefloe.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static final Origin ASKED = new Origin("http", "inner.example", 8000);

    private final TrustedProxies proxies = TrustedProxies.parse("127.0.0.1, 10.0.0.0/8,2001:db8:1::/48");

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.0.0.2, false",
        "10.255.0.1, true",
        "11.0.0.1, false",
        "2001:db8:1:ffff::1, true",
        "2001:db8:2::1, false",
        "[2001:db8:1::1], true",
        "2001:db8:1::1%eth0, true",
        "::ffff:10.0.0.1, true",
        "::ffff:11.0.0.1, false",
        "unknown, false",
        "'', false",
    })
    void trustsWhatLiesInABlock(String peer, boolean trusted) {
        assertThat(proxies.trusts(peer)).isEqualTo(trusted);
    }

    @Test
    void everyAddressLiesInABlockOfLengthZero() {
        assertThat(TrustedProxies.parse("0.0.0.0/0").trusts("203.0.113.7")).isTrue();
        assertThat(TrustedProxies.parse("0.0.0.0/0").trusts("::1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0", "010.0.0.1", "1.2.3.4/8/9"})
    void listThatIsNoneIsRefused(String list) {
        assertThatThrownBy(() -> TrustedProxies.parse(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no address and no block");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.43                            | 192.0.2.43",
                "203.0.113.9, 192.0.2.43               | 192.0.2.43",
                "203.0.113.9, 192.0.2.43, 10.0.0.7     | 192.0.2.43",
                "10.0.0.9, 10.0.0.7                    | 10.0.0.9",
                "192.0.2.43:4711                       | 192.0.2.43",
                "[2001:db8::17]:4711                   | 2001:db8:0:0:0:0:0:17",
                "2001:db8::17                          | 2001:db8:0:0:0:0:0:17",
                "192.0.2.43, unknown, 10.0.0.7         | 10.0.0.7",
                "192.0.2.43, '; DROP                   | 10.0.0.8",
                ",                                     | 10.0.0.8",
                "10.0.0.7.evil.example                 | 10.0.0.8",
            })
    void clientIsTheFirstFromTheRightThatIsNotTrusted(String forwardedFor, String client) {
        assertThat(client("10.0.0.8", Map.of("x-forwarded-for", forwardedFor))).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=192.0.2.43                                          | 192.0.2.43",
                "For=\"[2001:db8:cafe::17]:4711\";proto=https            | 2001:db8:cafe:0:0:0:0:17",
                "for=203.0.113.9, for=192.0.2.43 , for=10.0.0.7          | 192.0.2.43",
                "for=192.0.2.43;by=10.0.0.1,for=unknown                  | 10.0.0.8",
                "for=_hidden                                             | 10.0.0.8",
                "for=192.0.2.43;;;=                                      | 10.0.0.8",
                "for=\"192.0.2.43                                        | 10.0.0.8",
                "192.0.2.43                                              | 10.0.0.8",
            })
    void forwardedSaysTheSame(String forwarded, String client) {
        assertThat(client("10.0.0.8", Map.of("forwarded", forwarded))).isEqualTo(client);
    }

    @Test
    void strangerIsNotBelieved() {
        Map<String, String> lies = Map.of("x-forwarded-for", "127.0.0.1", "x-forwarded-host", "evil.example");

        assertThat(client("203.0.113.9", lies)).isEqualTo("203.0.113.9");
        assertThat(origin("203.0.113.9", lies)).isEqualTo("http://inner.example:8000");
        assertThat(TrustedProxies.NONE.client("127.0.0.1", header(lies))).isEqualTo("127.0.0.1");
    }

    @Test
    void xForwardedGoesBeforeForwarded() {
        Map<String, String> both = Map.of("x-forwarded-for", "192.0.2.1", "forwarded", "for=192.0.2.2;host=b.example");

        assertThat(client("10.0.0.8", both)).isEqualTo("192.0.2.1");
        assertThat(origin("10.0.0.8", both)).isEqualTo("http://inner.example:8000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // host                 proto         port
                "-                    | -           | -     | http://inner.example:8000",
                "radio.example        | -           | -     | http://radio.example",
                "radio.example        | https       | -     | https://radio.example",
                "radio.example        | HTTPS       | 8443  | https://radio.example:8443",
                "radio.example        | https       | 443   | https://radio.example",
                "radio.example:81     | http        | 82    | http://radio.example:81",
                "-                    | https       | -     | https://inner.example:8000",
                "-                    | https       | 443   | https://inner.example",
                "[2001:db8::1]        | https       | 8443  | https://[2001:db8::1]:8443",
                "[zz]                 | https       | -     | https://inner.example:8000",
                "a b                  | gopher      | x     | http://inner.example:8000",
                "radio.example:0      | http        | 99999 | http://inner.example:8000",
                "evil/x               | http        | -     | http://inner.example:8000",
                "evil@x               | http        | -     | http://inner.example:8000",
                "lie.example, r.example | http,https | -    | https://r.example",
            })
    void originIsAsTheProxySaysAsFarAsItIsOne(String host, String scheme, String port, String seen) {
        Map<String, String> headers = new HashMap<>(Map.of("x-forwarded-for", "192.0.2.43"));
        headers.put("x-forwarded-host", host);
        headers.put("x-forwarded-proto", scheme);
        headers.put("x-forwarded-port", port);

        assertThat(origin("10.0.0.8", headers)).isEqualTo(seen);
    }

    @Test
    void originIsThatOfTheProxyNextToTheClient() {
        assertThat(origin(
                        "10.0.0.8",
                        Map.of(
                                "forwarded",
                                "for=1.1.1.1;host=lie.example, for=192.0.2.43;host=r.example;proto=https,"
                                        + " for=10.0.0.7;host=inner;proto=http")))
                .isEqualTo("https://r.example");
        assertThat(origin(
                        "10.0.0.8",
                        Map.of(
                                "x-forwarded-for", "192.0.2.43, 10.0.0.7",
                                "x-forwarded-host", "lie.example, r.example, inner.example")))
                .isEqualTo("http://r.example");
    }

    @Test
    void portThatWentWithoutSayingChangesWithTheScheme() {
        Origin asked = new Origin("http", "radio.example", 80);

        assertThat(proxies.origin("10.0.0.8", header(Map.of("x-forwarded-proto", "https")), asked))
                .hasToString("https://radio.example");
    }

    private String client(String peer, Map<String, String> headers) {
        return proxies.client(peer, header(headers));
    }

    private String origin(String peer, Map<String, String> headers) {
        return proxies.origin(peer, header(headers), ASKED).toString();
    }

    private static Function<String, Optional<String>> header(Map<String, String> headers) {
        return name -> Optional.ofNullable(headers.get(name));
    }
}
