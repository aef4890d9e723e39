package org.icefloe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MountOverridesTest {
    private static final MountSettings LIMITED = MountSettings.DEFAULT.with(MountSetting.MAX_LISTENERS, Optional.of(9));

    @Test
    void nothingGivenLeavesTheDefaults() {
        assertThat(MountOverrides.NONE.over(LIMITED)).isEqualTo(LIMITED);
    }

    @Test
    void whatIsGivenGoesBeforeTheDefaults() {
        MountOverrides overrides = MountOverrides.NONE
                .with(MountSetting.SOURCE_TIMEOUT, Duration.ofSeconds(1))
                .with(MountSetting.HIDDEN, true);

        assertThat(overrides.over(LIMITED))
                .isEqualTo(LIMITED.with(MountSetting.SOURCE_TIMEOUT, Duration.ofSeconds(1))
                        .with(MountSetting.HIDDEN, true));
    }

    @Test
    void explicitNothingTakesALimitAway() {
        MountOverrides unlimited = MountOverrides.NONE.with(MountSetting.MAX_LISTENERS, Optional.empty());

        assertThat(unlimited.over(LIMITED).maxListeners()).isEmpty();
        assertThat(unlimited.toTexts()).isEqualTo(Map.of("max-listeners", ""));
    }
}
