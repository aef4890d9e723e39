package org.icefloe.stats.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentFamilyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VLC/3.0.18 LibVLC/3.0.18 | VLC",
                "foobar2000/1.6.16 | foobar2000",
                "Lavf/59.27.100 | Lavf",
                "mpv 0.35.1 | mpv",
                "Winamp 5.8 | Winamp",
                "WinampMPEG/5.09 | WinampMPEG",
                "NSPlayer/12.0.7601.17514 WMFSDK/12.0 | NSPlayer",
                "Music Player Daemon 0.23.12 | Music Player Daemon",
                "iTunes/12.9.5 (Macintosh; OS X 10.14) | iTunes",
                "AppleCoreMedia/1.0.0.20G75 (iPhone; U; CPU OS 16_6) | AppleCoreMedia",
                "Radio (Android) | Radio",
                "x264 | x264",
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 | Firefox",
                "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15 | Safari",
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 | Chrome",
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0 | Edge",
                "Mozilla/4.0 | Mozilla",
                "/1.0 | unknown",
                "' ' | unknown",
            })
    void versionsAndRemarksAreLeftOut(String userAgent, String family) {
        assertThat(AgentFamily.of(Optional.of(userAgent))).isEqualTo(family);
    }

    @Test
    void whoSaysNothingIsUnknown() {
        assertThat(AgentFamily.of(Optional.empty())).isEqualTo("unknown");
    }

    @Property(tries = 500)
    void anythingGivesAShortLine(@ForAll String userAgent) {
        String family = AgentFamily.of(Optional.of(userAgent));

        assertThat(family).isNotBlank();
        assertThat(family.length()).isLessThanOrEqualTo(AgentFamily.LONGEST);
        assertThat(family.chars()).noneMatch(Character::isISOControl);
        assertThat(family.codePoints()).noneMatch(character -> Character.getType(character) == Character.SURROGATE);
    }

    @Test
    void longNameIsCutBetweenCharacters() {
        String family = AgentFamily.of(Optional.of("x" + "\uD83C\uDFB5".repeat(100)));

        assertThat(family).isEqualTo("x" + "\uD83C\uDFB5".repeat(19));
    }
}
