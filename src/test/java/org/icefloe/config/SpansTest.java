package org.icefloe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpansTest {
    @ParameterizedTest
    @CsvSource({
        "10s, 10000",
        "500ms, 500",
        "2m, 120000",
        "1h, 3600000",
        "PT1.5S, 1500",
        "7, 7000",
        "0, 0",
        "' 3s ', 3000",
        "8760h, 31536000000"
    })
    void spanIsReadInEveryForm(String text, long millis) {
        assertThat(Spans.parse(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s",
                "-1",
                "-1s",
                "PT-1S",
                "1.5s",
                "10 s",
                "ten",
                "99999999999s",
                "366d",
                "8761h",
                "PT9223372036854775807S"
            })
    void anythingElseIsNoSpan(String text) {
        assertThat(Spans.parse(text)).isEmpty();
    }

    @Property
    void writtenSpanIsReadAgain(@ForAll @LongRange(min = 0, max = 999_999_999) long millis) {
        Duration span = Duration.ofMillis(millis);

        assertThat(Spans.parse(Spans.format(span))).contains(span);
    }
}
