package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.icefloe.format.SampleStream;
import org.icefloe.listener.Grant;
import org.icefloe.mount.Mount;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What listeners are told and sent, byte for byte. */
class ListenerOnStreamPortTest extends OnStreamPort {
    @Test
    void listenerIsToldTheStreamInIcecastsWords() {
        String head = RunningPort.put("/live", "audio/mpeg")
                .replace("Host:", "ice-name: Näme\r\nice-public: 1\r\nice-bitrate: 128\r\nHost:");
        try (Peer source = server.peer().say(head)) {
            source.head();
            try (Peer listener =
                    server.peer().say("GET /live HTTP/1.1\r\nIcy-MetaData: 1\r\nRange: bytes=0-\r\n\r\n")) {
                assertThat(listener.head())
                        .startsWith("HTTP/1.0 200 OK\r\nServer: Icefloe/test\r\nConnection: Close\r\nDate: ")
                        .contains("\r\nContent-Type: audio/mpeg\r\n", "\r\nicy-br:128\r\n", "\r\nicy-pub:1\r\n")
                        .contains("\r\nAccess-Control-Allow-Origin: *\r\n", "Icy-MetaInt")
                        .endsWith("\r\nicy-metaint:16000\r\n\r\n")
                        .doesNotContain("Transfer-Encoding", "Content-Length");
            }
        }
    }

    @Test
    void headIsAnsweredWithoutABodyAndCountsNobody() {
        try (Peer source = server.source("/live")) {
            source.say("sound");

            assertThat(replyTo("HEAD /live HTTP/1.1\r\n\r\n"))
                    .startsWith("HTTP/1.0 200 OK\r\n")
                    .endsWith("\r\n\r\n");
            assertThat(server.mount("/live").orElseThrow().counters().listenerConnections())
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"*", "/live"})
    void optionsSayWhatIsPossible(String target) {
        assertThat(replyTo("OPTIONS " + target + " HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 204 No Content\r\n")
                .contains("\r\nAllow: GET, HEAD, POST, PUT, PATCH, SOURCE, DELETE, OPTIONS\r\n")
                .containsPattern("Access-Control-Allow-Headers: .*Icy-MetaData");
    }

    @Test
    void listenerWaitsForItsLoginAndThenHears() {
        CompletableFuture<Grant> login = new CompletableFuture<>();
        AtomicLong connection = new AtomicLong();
        server.authority = (request, id) -> {
            connection.set(id);
            return login;
        };
        try (Peer source = server.source("/live");
                Peer listener = server.peer().say("GET /live HTTP/1.0\r\n\r\n")) {
            await().until(() -> connection.get() > 0);
            assertThat(server.mount("/live").orElseThrow().counters().listeners())
                    .isZero();

            login.complete(Grant.of(connection.get()).to("ann"));
            assertThat(listener.head()).startsWith("HTTP/1.0 200 OK\r\n");
            source.say("sound");
            assertThat(listener.hearText(5)).isEqualTo("sound");
        }
    }

    @Test
    void listenerIsToldWhyItMayNotListen() {
        server.authority = (request, id) -> CompletableFuture.failedStage(new RefusedException(Refusal.UNAUTHORIZED));
        try (Peer source = server.source("/live")) {
            source.say("sound");

            assertThat(replyTo("GET /live HTTP/1.0\r\n\r\n"))
                    .startsWith("HTTP/1.0 401 Authentication Required\r\n")
                    .contains("WWW-Authenticate: Basic");
            assertThat(replyTo("HEAD /live HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 401 ");
        }
    }

    @Test
    void listenerThatGoesWhileItsLoginIsCheckedGivesItsGrantBack() {
        CompletableFuture<Grant> login = new CompletableFuture<>();
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger released = new AtomicInteger();
        server.authority = (request, id) -> {
            asked.incrementAndGet();
            return login;
        };
        try (Peer source = server.source("/live")) {
            source.say("sound");
            Peer listener = server.peer().say("GET /live HTTP/1.0\r\n\r\n");
            await().until(() -> asked.get() == 1);
            listener.close();

            login.complete(Grant.of(1).whenOver(released::incrementAndGet));
            await().until(() -> released.get() == 1);
            assertThat(server.mount("/live").orElseThrow().counters().listeners())
                    .isZero();
        }
    }

    @Test
    void listenerWhoseMountEndsWhileItsLoginIsCheckedIsToldSo() {
        CompletableFuture<Grant> login = new CompletableFuture<>();
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger released = new AtomicInteger();
        server.authority = (request, id) -> {
            asked.incrementAndGet();
            return login;
        };
        try (Peer source = server.source("/live");
                Peer listener = server.peer().say("GET /live HTTP/1.0\r\n\r\n")) {
            source.say("sound");
            await().until(() -> asked.get() == 1);
            source.close();
            await().until(() -> server.mount("/live").isEmpty());

            login.complete(Grant.of(1).whenOver(released::incrementAndGet));

            assertThat(listener.head()).startsWith("HTTP/1.0 404 ");
            assertThat(released).hasValue(1);
        }
    }

    @Test
    void oggListenerIsSentTheHeadersAndThenSound() {
        byte[] ogg = SampleStream.VORBIS.bytes();
        try (Peer source = server.peer().say(RunningPort.put("/live.ogg", "application/ogg"))) {
            source.head();
            source.say(ogg);
            await().until(() -> server.mount("/live.ogg").orElseThrow().buffer().head() == ogg.length);
            try (Peer listener = server.listener("/live.ogg")) {
                assertThat(listener.hear(ogg.length)).isEqualTo(ogg);
            }
        }
    }

    @Test
    void listenerThatCameBeforeTheFirstByteHearsItAtOnce() {
        try (Peer source = server.source("/live");
                Peer listener = server.listener("/live")) {
            source.say("sound");

            assertThat(listener.hearText(5)).isEqualTo("sound");
        }
    }

    @Test
    void listenersHearTheRestWhenTheSourceGoes() {
        byte[] rest = Sound.of(300_000);
        Peer source = server.source("/live");
        try (Peer one = server.listener("/live");
                Peer other = server.listener("/live")) {
            source.say("first");
            assertThat(one.hearText(5)).isEqualTo("first");
            assertThat(other.hearText(5)).isEqualTo("first");
            source.say(rest);
            source.close();

            assertThat(one.rest()).isEqualTo(rest);
            assertThat(other.rest()).isEqualTo(rest);
        }
    }

    @Test
    void listenerThatGoesIsCountedOut() {
        try (Peer source = server.source("/live")) {
            Mount mount = server.mount("/live").orElseThrow();
            Peer playing = server.listener("/live");
            Peer waiting = server.listener("/live");
            source.say("sound");
            playing.hear(5);
            assertThat(mount.counters().listeners()).isEqualTo(2);

            playing.close();
            waiting.close();

            await().until(() -> mount.counters().listeners() == 0);
        }
    }

    @Test
    void listenerBeyondTheMountsLimitGets403() {
        server.mountSettings.put("/live", RunningPort.lowDelay(1));
        try (Peer source = server.source("/live");
                Peer first = server.listener("/live")) {
            assertThat(replyTo("GET /live HTTP/1.0\r\n\r\n"))
                    .startsWith("HTTP/1.0 403 Forbidden\r\n")
                    .endsWith("max listeners reached");
            source.say("x");
            assertThat(first.hearText(1)).isEqualTo("x");
        }
    }

    @Test
    void listenerThatStallsIsDroppedAndCostsNobodyAByte() {
        server.mountSettings.put("/live", RunningPort.lowDelay(9));
        try (Peer source = server.source("/live");
                Peer good = server.listener("/live");
                Peer stalled = Peer.connect(server.port, 4096).say("GET /live HTTP/1.0\r\n\r\n")) {
            Mount mount = server.mount("/live").orElseThrow();
            await().until(() -> mount.counters().listeners() == 2);
            byte[] sound = Sound.of(64 * 1024);
            int portions = 0;
            for (; portions < 2000 && mount.counters().slowListeners() == 0; portions++) {
                source.say(sound);
                assertThat(good.hear(sound.length)).isEqualTo(sound);
            }

            await().until(() -> mount.counters().slowListeners() == 1);
            assertThat(mount.counters().listeners()).isEqualTo(1);
            assertThat(stalled.head()).startsWith("HTTP/1.0 200 OK\r\n");
            byte[] takenBefore = stalled.rest();
            assertThat(takenBefore)
                    .hasSizeLessThan(portions * sound.length)
                    .isEqualTo(cycled(sound, takenBefore.length));
        }
    }

    private static byte[] cycled(byte[] sound, int length) {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; at += sound.length) {
            System.arraycopy(sound, 0, bytes, at, Math.min(sound.length, length - at));
        }
        return bytes;
    }
}
