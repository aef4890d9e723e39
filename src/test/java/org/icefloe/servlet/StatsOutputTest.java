package org.icefloe.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.icefloe.stats.StatsGate;
import org.icefloe.stats.StatsSink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatsOutputTest {
    private static final int MANY_MOUNTS = 2 * StatsGate.QUEUE;

    private final FakeOutput output = new FakeOutput();
    private final StatsOutput sink = new StatsOutput(output, new Exchange(), this::follow);
    private boolean left;

    private Runnable follow(StatsSink own) {
        output.room(0);
        own.begin(new byte[MANY_MOUNTS]);
        return () -> left = true;
    }

    @BeforeEach
    void begin() throws IOException {
        output.setWriteListener(sink);
        output.drain();
    }

    @Test
    void firstTellingWaitsForTheClientHoweverLongItIs() throws IOException {
        sink.send(new byte[StatsGate.QUEUE]);
        assertThat(left).isFalse();

        output.drain();

        assertThat(output.sent()).hasSize(MANY_MOUNTS + StatsGate.QUEUE);
    }

    @Test
    void whoTakesNothingAfterThatIsClosed() throws IOException {
        sink.send(new byte[StatsGate.QUEUE]);
        sink.send(new byte[1]);
        assertThat(left).isTrue();

        output.drain();

        assertThat(output.sent()).isEmpty();
    }
}
