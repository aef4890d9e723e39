package org.icefloe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTypesTest {
    private static final LogTypes.Kept KEPT = new LogTypes.Kept();

    @ParameterizedTest
    @CsvSource({
        "error, ERROR",
        "1, ERROR",
        "warn, WARN",
        "warning, WARN",
        "2, WARN",
        "info, INFO",
        "information, INFO",
        "3, INFO",
        "4, DEBUG",
        "debug, DEBUG",
        "DEBUG, DEBUG",
        "trace, TRACE"
    })
    void levelsAreIcecastsAndLogbacks(String text, LogLevel level) {
        assertThat(new LogTypes.LevelWord().convert(text)).isEqualTo(level);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "5", "loud", ""})
    void otherLevelsAreRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LogTypes.LevelWord().convert(text));
    }

    @Test
    void filesAreKeptByNumberAgeOrBoth() {
        assertThat(KEPT.convert("all")).isEqualTo(LogKeep.ALL);
        assertThat(KEPT.convert("10")).isEqualTo(new LogKeep(Optional.of(10), Optional.empty()));
        assertThat(KEPT.convert("30d")).isEqualTo(new LogKeep(Optional.empty(), Optional.of(Duration.ofDays(30))));
        assertThat(KEPT.convert("12h, 5"))
                .isEqualTo(KEPT.convert("5,12h"))
                .isEqualTo(new LogKeep(Optional.of(5), Optional.of(Duration.ofHours(12))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "10", "30d", "30d, 10"})
    void whatIsKeptIsWrittenAsItIsRead(String text) {
        assertThat(KEPT.write(KEPT.convert(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10, 20", "1d, 2d", "some", "-1", "10,"})
    void otherWaysToKeepAreRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> KEPT.convert(text));
    }

    @Test
    void noLimitIsZero() {
        assertThat(new LogTypes.MaxSize().convert("0")).isZero();
        assertThat(new LogTypes.MaxSize().convert("1m")).isEqualTo(1 << 20);
        assertThatIllegalArgumentException().isThrownBy(() -> new LogTypes.MaxSize().convert("5k"));
        assertThat(new LogTypes.MaxAge().convert("0")).isZero();
        assertThat(new LogTypes.MaxAge().convert("1d")).isEqualTo(Duration.ofDays(1));
        assertThatIllegalArgumentException().isThrownBy(() -> new LogTypes.MaxAge().convert("10s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/", "a\nb"})
    void whatIsNoPathOfAFileIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LogTypes.LogPath().convert(text));
    }
}
