package org.icefloe.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.icefloe.config.MountSettings;
import org.junit.jupiter.api.Test;

/** Other servers, whose own listeners wait for each byte. */
class ServersAmongListenersTest {
    private static final int FRAME = 400;

    private final Studio usual = new Studio(MountSettings.DEFAULT);

    @Test
    void anotherServerIsServedTheMomentBytesArriveAndNobodyElseIs() {
        FakeSink server = new FakeSink();
        FakeSink listener = new FakeSink();
        usual.send(FRAME);
        usual.relay(server);
        usual.listen(listener);

        usual.send(FRAME);
        usual.loop.run();

        // Title blocks have come between.
        assertThat(server.size()).isGreaterThan(2 * FRAME);
        assertThat(listener.size()).isEqualTo(FRAME);
    }

    @Test
    void noMoreThanARowOfServersIsServedAtOnceAndWhoLeavesMakesNobodyWait() {
        usual.send(FRAME);
        List<FakeSink> sinks =
                Stream.generate(FakeSink::new).limit(ListenerRow.SIZE + 1).toList();
        List<ListenerSession> servers = sinks.stream().map(usual::relay).toList();
        int before = sinks.get(0).size();

        usual.send(FRAME);
        usual.loop.run();
        int heard = sinks.get(0).size();
        assertThat(heard).isGreaterThan(before);
        assertThat(sinks.get(ListenerRow.SIZE).size()).isEqualTo(before);

        servers.get(0).clientGone();
        usual.loop.run();
        usual.send(FRAME);
        usual.loop.run();
        assertThat(sinks.get(1).size()).isGreaterThan(heard);
        assertThat(sinks.get(0).size()).isEqualTo(heard);
    }
}
