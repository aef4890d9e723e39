package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class FileLimitTest {
    private final FileLimit limit = new FileLimit(2);

    @Test
    void thirdOfTwoFindsRoomWhenTheFirstHasClosed() {
        EmbeddedChannel first = new EmbeddedChannel();
        EmbeddedChannel third = new EmbeddedChannel();
        assertThat(limit.tryEnter(first)).isTrue();
        assertThat(limit.tryEnter(new EmbeddedChannel())).isTrue();
        assertThat(limit.tryEnter(third)).isFalse();
        third.close();
        assertThat(limit.tryEnter(new EmbeddedChannel()))
                .as("who did not get in frees nothing")
                .isFalse();
        first.close();
        assertThat(limit.tryEnter(new EmbeddedChannel())).isTrue();
    }
}
