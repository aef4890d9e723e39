package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.icefloe.config.MountSetting;
import org.icefloe.listener.ListenerSession;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountCounters;
import org.icefloe.mount.MountName;
import org.icefloe.stats.ServerCounters;
import org.junit.jupiter.api.Test;

/** What is counted for the server is what is counted for its mounts, and whoever has come has gone. */
class CountersOnStreamPortTest extends OnStreamPort {
    private static final byte[] SOUND = new byte[4096];
    private static final byte[] MUCH_SOUND = new byte[1 << 20];

    private final List<Peer> clients = new ArrayList<>();

    @Test
    void whenAllHaveComeAndGoneEverythingBalances() {
        ServerCounters counters = server.figures.server().counters();
        server.mountSettings.put(
                "/a",
                RunningPort.lowDelay(100)
                        .with(
                                MountSetting.QUEUE_SIZE,
                                MountSetting.QUEUE_SIZE.type().convert("128k")));
        server.mountSettings.put("/b", RunningPort.lowDelay(100));
        Peer sourceA = server.source("/a").say(SOUND);
        Peer sourceB = server.source("/b").say(SOUND);
        Mount a = server.mount("/a").orElseThrow();
        Mount b = server.mount("/b").orElseThrow();

        come(30, "/a");
        come(20, "/b");
        await().until(() -> counters.listeners() == 50);
        clients.subList(0, 10).forEach(Peer::close);
        await().until(() -> counters.listeners() == 40);
        at("/b").stream().limit(5).forEach(ListenerSession::disconnect);
        await().until(() -> counters.listeners() == 35);
        at("/a").stream().limit(8).forEach(listener -> listener.moveTo(b));
        await().until(() -> b.counters().listeners() == 23);
        sourceA.say(SOUND);
        sourceB.say(SOUND);

        Peer slow = Peer.connect(server.port, 1024).say("GET /a HTTP/1.0\r\n\r\n");
        await().until(() -> counters.listeners() == 36);
        clients.subList(10, 50).forEach(client -> new Thread(client::rest).start());
        await().until(() -> {
            sourceA.say(MUCH_SOUND);
            return counters.slowListeners() >= 1;
        });
        assertThat(a.counters().listeners() + b.counters().listeners()).isEqualTo(counters.listeners());

        sourceA.close();
        sourceB.close();
        await().until(() -> counters.listeners() == 0 && counters.sources() == 0);
        slow.close();
        assertBalance(counters, a, b);
    }

    private void assertBalance(ServerCounters counters, Mount a, Mount b) {
        assertThat(counters.listenerConnections()).isEqualTo(51);
        assertThat(sum(a, b, MountCounters::listenerConnections))
                .as("who has moved was at two mounts")
                .isEqualTo(51 + 8);
        assertThat(sum(a, b, MountCounters::listeners)).isZero();
        assertThat(counters.listenerPeak()).isEqualTo(50);
        assertThat(counters.sourceConnections()).isEqualTo(2);
        assertThat(counters.slowListeners()).isEqualTo(sum(a, b, MountCounters::slowListeners));
        assertThat(server.figures.server().bytesSent())
                .isPositive()
                .isEqualTo(sum(a, b, MountCounters::bytesSent))
                .isEqualTo(counters.bytesSentToThoseGone());
        assertThat(server.figures.server().bytesReceived())
                .isPositive()
                .isEqualTo(sum(a, b, MountCounters::bytesReceived))
                .isEqualTo(counters.bytesReceivedFromThoseGone());
        assertThat(server.figures.server().listening().toNanos()).isPositive().isEqualTo(counters.nanosOfThoseGone());
        assertThat(counters.clientConnections()).isEqualTo(51);
        assertThat(counters.connections()).isEqualTo(53);
    }

    private static long sum(Mount a, Mount b, ToLongFunction<MountCounters> count) {
        return count.applyAsLong(a.counters()) + count.applyAsLong(b.counters());
    }

    private void come(int count, String mount) {
        for (int i = 0; i < count; i++) {
            clients.add(server.listener(mount));
        }
    }

    private List<ListenerSession> at(String mount) {
        return server.audience().of(new MountName(mount));
    }
}
