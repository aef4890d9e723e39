package org.icefloe.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenerHeadersTest {
    @ParameterizedTest
    @CsvSource({
        "ice-name, icy-name",
        "icy-name, icy-name",
        "x-audiocast-name, icy-name",
        "ice-public, icy-pub",
        "x-audiocast-public, icy-pub",
        "ice-bitrate, icy-br",
        "icy-br, icy-br",
        "ice-url, icy-url",
        "ice-anything-else, icy-anything-else",
        "content-language, content-language",
    })
    void sourceAndListenerHaveDifferentNamesForOneThing(String source, String listener) {
        assertThat(ListenerHeaders.of(Map.of(source, "x"))).containsExactly(Map.entry(listener, "x"));
    }

    @ParameterizedTest
    @CsvSource({
        "ice-password",
        "icy-password",
        "icy-metaint",
        "icy-metadata",
        "icy-reset",
        "ice-private",
        "authorization",
        "content-type",
        "x-forwarded-for",
    })
    void someThingsAreNotForListeners(String name) {
        assertThat(ListenerHeaders.of(Map.of(name, "x"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ice-bitrate=128;ice-channels=2, 128",
        "samplerate=44100;bitrate=96, 96",
        "channels=2; bitrate=64, 64",
    })
    void audioInfoTellsTheBitrateToo(String info, String bitrate) {
        assertThat(ListenerHeaders.of(Map.of("ice-audio-info", info)))
                .containsOnly(Map.entry("ice-audio-info", info), Map.entry("icy-br", bitrate));
    }

    @Test
    void bitrateThatIsSaidOutrightCounts() {
        assertThat(ListenerHeaders.of(Map.of("ice-audio-info", "bitrate=96", "ice-bitrate", "128")))
                .containsEntry("icy-br", "128");
    }

    @Test
    void newerOfTwoNamesCounts() {
        assertThat(ListenerHeaders.of(Map.of("icy-name", "old", "ice-name", "new", "x-audiocast-name", "oldest")))
                .containsExactly(Map.entry("icy-name", "new"));
    }
}
