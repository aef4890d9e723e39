package org.icefloe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentPatternsTest {
    @ParameterizedTest
    @CsvSource({
        "*bot*, Mozilla/5.0 (compatible; GoogleBot/2.1), true",
        "*bot*, VLC/3.0.18 LibVLC/3.0.18, false",
        "curl/*, curl/8.5.0, true",
        "curl/*, libcurl/8.5.0, false",
        "curl/?.5.0, curl/8.5.0, true",
        "curl, curl/8.5.0, false",
        "CURL/8.5.0, curl/8.5.0, true",
        "*a*b*c, xxaxxbxxbxxc, true",
        "*a*b*c, xxaxxcxxb, false",
        "[a-z], b, false",
        "*, anything, true",
    })
    void starsAndQuestionMarksAreWildcards(String pattern, String agent, boolean match) {
        assertThat(new AgentPatterns(List.of("nothing", pattern)).match(agent)).isEqualTo(match);
    }

    @Test
    void nastyPatternEndsAtOnce() {
        AgentPatterns nasty = new AgentPatterns(List.of("*a".repeat(200) + "b"));

        assertThat(nasty.match("a".repeat(16_000))).isFalse();
    }
}
