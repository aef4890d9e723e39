package org.icefloe.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
    @ParameterizedTest
    @CsvSource({
        "radio.example, http://radio.example",
        "radio.example:80, http://radio.example",
        "radio.example:8000, http://radio.example:8000",
        "under_score:1, http://under_score:1",
        "192.0.2.1:443, http://192.0.2.1:443",
        "[::1]:8000, http://[::1]:8000",
    })
    void hostHeaderIsRead(String authority, String origin) {
        assertThat(Origin.parse("http", authority).orElseThrow()).hasToString(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<>",
                "a b",
                "a:",
                "a:0",
                "a:65536",
                "a:b",
                "::1",
                "[::1",
                "[1.2.3.4]",
                "[:]",
                "u@h",
                "h/x",
                "h\r\nX: y",
                "ü"
            })
    void hostHeaderThatIsNoneIsNotTaken(String authority) {
        assertThat(Origin.parse("http", authority)).isEmpty();
    }

    @Test
    void bareIpv6AddressIsPutInBrackets() {
        assertThat(new Origin("https", "2001:db8::1", 443)).hasToString("https://[2001:db8::1]");
    }
}
