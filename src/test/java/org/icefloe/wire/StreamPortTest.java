package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.icefloe.mount.Mount;
import org.junit.jupiter.api.Test;

/** How the port opens and closes, how long it waits, and what happens when things happen at once. */
class StreamPortTest extends OnStreamPort {
    @Test
    void headThatTakesTooLongIsClosed() {
        restart(Map.of("icefloe.limits.header-timeout", "200ms"));
        try (Peer slow = server.peer().say("GET / HTTP/1.0\r\nHost:")) {
            assertThat(slow.rest()).isEmpty();
        }
    }

    @Test
    void bodyThatTakesTooLongIsClosed() {
        restart(Map.of("icefloe.limits.body-timeout", "200ms"));
        try (Peer slow = server.peer().say("POST /admin/hello HTTP/1.0\r\nContent-Length: 9\r\n\r\nfour")) {
            assertThat(slow.rest()).isEmpty();
        }
    }

    @Test
    void portComplainsOnceItIsClosed() {
        assertThat(server.complaint()).isEmpty();

        server.close();

        assertThat(server.complaint()).contains("Port " + server.port + " does not accept: restart the server.");
    }

    @Test
    void sourceThatIsLetInIsBoundByNoHeaderTimeout() {
        restart(Map.of("icefloe.limits.header-timeout", "3s"));
        try (Peer source = server.source("/live");
                Peer slow = server.peer().say("GET")) {
            assertThat(slow.rest()).isEmpty();
            assertThat(server.mount("/live")).isPresent();
            source.say("x");
        }
    }

    @Test
    void shoutcastHeadersThatTakeTooLongAreClosed() {
        restart(Map.of("icefloe.limits.header-timeout", "2s"));
        try (Peer slow = Peer.connect(server.shoutcastPort).say("hackme\r\nicy-name:x\r\n")) {
            assertThat(slow.restText()).isEqualTo("OK2\r\nicy-caps:11\r\n\r\n");
        }
    }

    @Test
    void clientThatGoesWhileItsPasswordIsComparedTurnsNoMountOn() {
        server.close();
        LinkedBlockingQueue<Runnable> passwords = new LinkedBlockingQueue<>();
        server = new RunningPort(Map.of(), passwords::add);
        Peer source = server.peer().say(RunningPort.put("/live", "audio/mpeg") + "some sound");
        await().until(() -> passwords.size() == 1);

        source.close();
        passwords.remove().run();

        assertThat(replyTo("GET /admin/hello HTTP/1.0\r\n\r\n")).endsWith("hello");
        await().until(() -> server.mounts.all().isEmpty());
    }

    @Test
    void listenersThatJoinWhileTheSourceGoesAreAllAnsweredAndLetGo() {
        for (int round = 0; round < 10; round++) {
            Peer source = server.source("/live");
            source.say("sound");
            await().until(() -> server.mount("/live").orElseThrow().buffer().head() == 5);
            Mount mount = server.mount("/live").orElseThrow();
            Peer[] listeners = new Peer[8];
            for (int i = 0; i < listeners.length; i++) {
                listeners[i] = server.peer().say("GET /live HTTP/1.0\r\n\r\n");
                if (i == 4) {
                    source.close();
                }
            }
            for (Peer listener : listeners) {
                assertThat(listener.restText()).matches("(?s)HTTP/1.0 200 .*\r\n\r\nsound|HTTP/1.[01] 404 .*");
                listener.close();
            }
            await().until(() -> mount.counters().listeners() == 0);
        }
    }

    @Test
    void portClosesWithConnectionsOfAllKindsOpenAndLeavesNoThread() {
        try (Peer source = server.source("/live");
                Peer listener = server.listener("/live");
                Peer undecided = server.peer().say("GET")) {
            source.say("sound");
            listener.hear(5);

            server.endSources();
            server.close();

            assertThat(listener.rest()).isEmpty();
            assertThat(undecided.rest()).isEmpty();
            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.isAlive() && thread.getName().equals(RunningPort.THREADS)));
        }
    }

    @Test
    void portThatIsTakenSaysSoAndWhatToDo() {
        try (RunningPort other = new RunningPort()) {
            assertThatThrownBy(() -> new RunningPort(other.port))
                    .isInstanceOf(StreamPortException.class)
                    .hasMessageContaining("Cannot open the stream port " + other.port)
                    .hasMessageContaining("icefloe.stream.port");
        }
    }
}
