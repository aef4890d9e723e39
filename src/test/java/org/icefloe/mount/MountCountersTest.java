package org.icefloe.mount;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MountCountersTest {
    private final MountCounters counters = new MountCounters();

    @Test
    void peakStaysWhenListenersGo() {
        counters.tryEnter(9);
        counters.tryEnter(9);
        counters.leave();
        counters.tryEnter(9);
        counters.leave();
        counters.leave();

        assertThat(counters.listeners()).isZero();
        assertThat(counters.listenerPeak()).isEqualTo(2);
        assertThat(counters.listenerConnections()).isEqualTo(3);
    }

    @Test
    void whoFindsNoRoomIsNotCounted() {
        assertThat(counters.tryEnter(0)).isFalse();

        assertThat(counters.listeners()).isZero();
        assertThat(counters.listenerConnections()).isZero();
    }
}
