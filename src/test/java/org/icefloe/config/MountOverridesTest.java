package org.icefloe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.icefloe.config.MountSettings.StreamDescription;
import org.junit.jupiter.api.Test;

class MountOverridesTest {
    @Test
    void nothingGivenLeavesTheDefaults() {
        assertThat(MountOverrides.NONE.over(MountSettings.DEFAULT)).isEqualTo(MountSettings.DEFAULT);
    }

    @Test
    void everythingGivenGoesBeforeTheDefaults() {
        StreamDescription stream = new StreamDescription(
                Optional.of("n"), Optional.of("d"), Optional.of("g"), Optional.of("u"), Optional.of(true));
        MountOverrides overrides = new MountOverrides(
                Optional.of(Duration.ofSeconds(1)),
                OptionalInt.of(2),
                OptionalInt.of(3),
                OptionalInt.of(4),
                Optional.of(Duration.ZERO),
                OptionalInt.of(5),
                Optional.of(StandardCharsets.ISO_8859_1),
                Optional.of(true),
                stream);

        assertThat(overrides.over(MountSettings.DEFAULT))
                .isEqualTo(new MountSettings(
                        Duration.ofSeconds(1),
                        2,
                        3,
                        4,
                        Duration.ZERO,
                        OptionalInt.of(5),
                        StandardCharsets.ISO_8859_1,
                        true,
                        stream));
    }

    @Test
    void unsetLimitLeavesTheDefaultLimit() {
        MountSettings limited = new MountSettings(
                Duration.ofSeconds(1),
                2,
                3,
                4,
                Duration.ZERO,
                OptionalInt.of(9),
                StandardCharsets.UTF_8,
                false,
                StreamDescription.NONE);

        assertThat(MountOverrides.NONE.over(limited).maxListeners()).hasValue(9);
    }
}
