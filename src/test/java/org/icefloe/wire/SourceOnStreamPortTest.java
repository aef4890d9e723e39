package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.icefloe.format.StreamTags;
import org.icefloe.mount.Mount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source says to the stream port, and what the port says to it, byte for byte. */
class SourceOnStreamPortTest extends OnStreamPort {
    @Test
    void sourceIsAnsweredBeforeItsFirstByte() {
        try (Peer source = server.peer().say(RunningPort.put("/live", "audio/mpeg"))) {
            assertThat(source.head()).isEqualTo("HTTP/1.0 200 OK\r\n\r\n");
            assertThat(server.mount("/live")).isPresent();
        }
    }

    @Test
    void sourceThatExpectsContinueIsSent100AndThen200() {
        String head = RunningPort.put("/live", "audio/mpeg").replace("Host:", "Expect: 100-continue\r\nHost:");

        try (Peer source = server.peer().say(head)) {
            assertThat(source.head() + source.head())
                    .isEqualTo("HTTP/1.1 100 Continue\r\nContent-Length: 0\r\n\r\nHTTP/1.0 200 OK\r\n\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"SOURCE, HTTP/1.0", "SOURCE, HTTP/1.1", "SOURCE, ICE/1.0", "source, ice/1.0", "PUT, HTTP/1.0"})
    void sourceMayUseAnyOldProtocol(String method, String protocol) {
        String head =
                RunningPort.put("/live", "audio/mpeg").replace("PUT", method).replace("HTTP/1.1", protocol);

        try (Peer source = server.peer().say(head)) {
            assertThat(source.head()).isEqualTo("HTTP/1.0 200 OK\r\n\r\n");
        }
    }

    @Test
    void headMayHaveLineFeedsOnly() {
        String head = RunningPort.put("/live", "audio/mpeg").replace("\r\n", "\n");

        try (Peer source = server.peer().say(head)) {
            assertThat(source.head()).isEqualTo("HTTP/1.0 200 OK\r\n\r\n");
        }
    }

    @Test
    void bytesBehindTheHeadInOnePacketAreTheBeginningOfTheStream() {
        server.mountSettings.put("/live", RunningPort.lowDelay(9));
        byte[] sound = Sound.of(5000);

        try (Peer source = server.peer()
                        .say(Sound.join(
                                RunningPort.put("/live", "application/octet-stream")
                                        .getBytes(),
                                sound));
                Peer listener = listenerOnceOn("/live", source)) {
            assertThat(listener.hear(sound.length)).isEqualTo(sound);
        }
    }

    private Peer listenerOnceOn(String mount, Peer source) {
        source.head();
        return server.listener(mount);
    }

    @Test
    void chunksAreTakenOffTheStream() {
        String head = RunningPort.put("/live", "application/octet-stream")
                .replace("Host:", "Transfer-Encoding: chunked\r\nHost:");
        try (Peer source = server.peer().say(head)) {
            source.head();
            try (Peer listener = server.listener("/live")) {
                source.say("5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n");

                assertThat(listener.restText()).isEqualTo("hello world");
                assertThat(source.rest()).isEmpty();
            }
        }
    }

    @Test
    void sourceWhoseChunksAreNoneIsEnded() {
        String head = RunningPort.put("/live", "audio/mpeg").replace("Host:", "Transfer-Encoding: chunked\r\nHost:");
        try (Peer source = server.peer().say(head)) {
            source.head();
            source.say("these are no chunks\r\n");

            assertThat(source.rest()).isEmpty();
            assertThat(server.mount("/live")).isEmpty();
        }
    }

    @Test
    void sourceThatSaysALengthIsEndedThere() {
        String head =
                RunningPort.put("/live", "application/octet-stream").replace("Host:", "Content-Length: 5\r\nHost:");
        try (Peer source = server.peer().say(head)) {
            source.head();
            try (Peer listener = server.listener("/live")) {
                source.say("hello, and more than was said");

                assertThat(listener.restText()).isEqualTo("hello");
                assertThat(server.mount("/live")).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length: -5, 400 Bad Request",
        "Content-Length: five, 400 Bad Request",
        "'Transfer-Encoding: gzip, chunked', 501 Not Implemented"
    })
    void bodyThatNobodyCanDelimitTurnsNoMountOn(String header, String status) {
        String head = RunningPort.put("/live", "audio/mpeg").replace("Host:", header + "\r\nHost:");

        try (Peer source = server.peer().say(head)) {
            assertThat(source.restText()).startsWith("HTTP/1.0 " + status + "\r\n");
            assertThat(server.mount("/live")).isEmpty();
        }
    }

    /** A source rests between reads, so what it has sent may wait in the socket when its title comes by another way. */
    @Test
    void titleBeginsBehindWhatTheSourceHasSent() throws Exception {
        try (Peer source = server.source("/live")) {
            Mount mount = server.mount("/live").orElseThrow();
            for (int round = 1; round <= 20; round++) {
                source.say(Sound.of(400));

                mount.retitle(new StreamTags("", "Title " + round))
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS);

                assertThat(mount.titles().current().position()).isEqualTo(400L * round);
            }
        }
    }

    @Test
    void probeIsAnsweredAndTurnsNoMountOn() {
        String head = RunningPort.put("/live", "audio/mpeg").replace("Host:", "Content-Length: 0\r\nHost:");

        try (Peer probe = server.peer().say(head)) {
            assertThat(probe.restText()).isEqualTo("HTTP/1.0 200 OK\r\n\r\n");
            assertThat(server.mount("/live")).isEmpty();
        }
    }

    @Test
    void secondSourceThatIsStillSendingReadsThe403() {
        try (Peer first = server.source("/live");
                Peer second = server.peer().say(RunningPort.put("/live", "audio/mpeg"))) {
            for (int i = 0; i < 20; i++) {
                second.trySay(Sound.of(50_000));
            }

            assertThat(second.restText())
                    .startsWith("HTTP/1.0 403 Forbidden\r\n")
                    .endsWith("Mountpoint in use");
            assertThat(server.mount("/live")).isPresent();
            first.say("still here");
        }
    }

    @Test
    void sourceThatClosesCanComeBackAtOnce() {
        for (int i = 0; i < 5; i++) {
            Peer source = server.source("/live");
            source.say(Sound.of(417));
            await().until(() -> server.mount("/live").orElseThrow().buffer().head() == 417);
            source.close();
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).until(() -> server.mount("/live")
                    .isEmpty());
        }
    }

    @Test
    void whatARestingSourceSaysArrivesAllTheSame() {
        try (Peer source = server.source("/live")) {
            Mount mount = server.mount("/live").orElseThrow();
            for (int i = 1; i <= 3; i++) {
                source.say(Sound.of(100));
                int expected = 100 * i;
                await().until(() -> mount.buffer().head() == expected);
            }
        }
    }

    @Test
    void lastBytesOfASourceThatClosesWhileItRestsAreNotLost() {
        Peer source = server.source("/live");
        try (Peer listener = server.listener("/live")) {
            source.say("first ");
            assertThat(listener.hearText(6)).isEqualTo("first ");
            source.say("second ");
            source.say("third");
            source.close();

            assertThat(listener.restText()).isEqualTo("second third");
        }
    }

    @Test
    void shoutcastSourceMayWaitForTheAnswerToItsPassword() {
        try (Peer source = Peer.connect(server.shoutcastPort).say("hackme\r\n")) {
            assertThat(source.head()).isEqualTo("OK2\r\nicy-caps:11\r\n\r\n");
            source.say("icy-name:Radio\r\ncontent-type:application/octet-stream\r\n\r\nsound");

            await().until(() -> server.mount("/stream").isPresent());
            assertThat(server.mount("/stream").orElseThrow().description()).containsEntry("icy-name", "Radio");
            try (Peer listener = server.listener("/stream")) {
                assertThat(listener.hearText(5)).isEqualTo("sound");
            }
        }
    }

    @Test
    void shoutcastSourceMaySendEverythingAtOnceAndOnTheStreamPort() {
        try (Peer source =
                server.peer().say("hackme\nicy-name:Radio\ncontent-type:application/octet-stream\n\nsound")) {
            assertThat(source.head()).isEqualTo("OK2\r\nicy-caps:11\r\n\r\n");
            await().until(() -> server.mount("/stream").isPresent());
            try (Peer listener = server.listener("/stream")) {
                assertThat(listener.hearText(5)).isEqualTo("sound");
            }
        }
    }

    @Test
    void shoutcastSourceMayNameItsMountAndUser() {
        try (Peer source = Peer.connect(server.shoutcastPort).say("/own:source:hackme:#1\r\nicy-br:64\r\n\r\n")) {
            source.head();
            await().until(() -> server.mount("/own").isPresent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1"})
    void shoutcastLineMayBeOutsideAscii(String charset) throws UnsupportedEncodingException {
        byte[] line = "/s\u00fcd:hackme\r\n\r\n".getBytes(charset);
        try (Peer source = Peer.connect(server.shoutcastPort).say(line)) {
            source.head();
            await().until(() -> server.mount("/s\u00fcd").isPresent());
        }
    }

    @ParameterizedTest
    @CsvSource({"wrong", "/admin:hackme", "!POKE"})
    void shoutcastLineThatIsNoGoodIsClosedWithoutAByte(String line) {
        try (Peer source = Peer.connect(server.shoutcastPort).say(line + "\r\nicy-name:x\r\n\r\n")) {
            assertThat(source.rest()).isEmpty();
            assertThat(server.mounts.all()).isEmpty();
        }
    }

    @Test
    void shoutcastSourceOfAMountInUseIsTold403AfterOk2() {
        try (Peer first = server.source("/stream");
                Peer second = Peer.connect(server.shoutcastPort).say("hackme\r\n\r\n")) {
            assertThat(second.head()).isEqualTo("OK2\r\nicy-caps:11\r\n\r\n");
            assertThat(second.restText()).startsWith("HTTP/1.0 403 Forbidden").endsWith("Mountpoint in use");
            first.say("x");
        }
    }
}
