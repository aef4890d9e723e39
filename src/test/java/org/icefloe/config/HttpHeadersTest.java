package org.icefloe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpHeadersTest {
    @Test
    void headersKeepTheirOrder() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("Z", "1");
        values.put("A", "");

        assertThat(new HttpHeaders(values)).hasToString("Z: 1\nA:");
        assertThat(MountSetting.HTTP_HEADERS.type().convert("Z: 1\nA:")).isEqualTo(new HttpHeaders(values));
    }

    @ParameterizedTest
    @CsvSource({
        "'', a",
        "X Y, a",
        "'X:', a",
        "'X\n', a",
        "X, 'a\nSet-Cookie: b'",
        "X, 'a\rb'",
        "X, ü",
        "content-length, 5",
        "Transfer-Encoding, chunked",
        "Content-Type, text/html",
        "Icy-MetaInt, 8192",
        "Date, now",
        "server, mine"
    })
    void headerThatCannotBeAddedIsRefused(String name, String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpHeaders(Map.of(name, value)));
    }

    @Test
    void nameStandsOnceInWhateverCase() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("X-A", "1");
        values.put("x-a", "2");

        assertThatIllegalArgumentException().isThrownBy(() -> new HttpHeaders(values));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MountSetting.HTTP_HEADERS.type().convert("X-A: 1\nX-A: 2"));
    }

    @Test
    void headersAreFourThousandCharactersAtMost() {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            values.put("X-" + i, "a".repeat(1000));
        }

        assertThatIllegalArgumentException().isThrownBy(() -> new HttpHeaders(values));
        values.remove("X-0");
        assertThat(new HttpHeaders(values).values()).hasSize(4);
    }
}
