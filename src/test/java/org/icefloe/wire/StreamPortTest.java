package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.icefloe.format.SampleStream;
import org.icefloe.mount.Mount;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the stream port says, byte for byte. */
class StreamPortTest {
    private final long heldBefore = RunningPort.heldBytes();
    private RunningPort server = new RunningPort();

    /** Whatever a test did: the port closes, and nobody holds a buffer any more. */
    @AfterEach
    void everyBufferIsGivenBack() {
        server.endSources();
        server.close();
        assertThat(RunningPort.heldBytes()).isEqualTo(heldBefore);
    }

    private void restart(Map<String, String> settings) {
        server.close();
        server = new RunningPort(settings);
    }

    // Sources

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

    // Refusals

    @ParameterizedTest
    @CsvSource({
        "Digest username=source",
        "Basic ???",
        "Basic aGFja21l",
        "Basic c291cmNlOndyb25n",
        "''",
    })
    void badCredentialsGet401(String authorization) {
        String request = "SOURCE /live HTTP/1.0\r\nAuthorization: " + authorization + "\r\n\r\n";

        assertThat(replyTo(request))
                .startsWith("HTTP/1.0 401 Authentication Required\r\n")
                .contains("\r\nWWW-Authenticate: Basic realm=\"Icefloe\"\r\n")
                .endsWith("\r\n\r\nYou need to authenticate");
        assertThat(server.mount("/live")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET live HTTP/1.0",
        "GET //live HTTP/1.0",
        "GET /../live HTTP/1.0",
        "GET /a/./b HTTP/1.0",
        "GET /%2e%2e/live HTTP/1.0",
        "GET /%zz HTTP/1.0",
        "GET /% HTTP/1.0",
        "GET /%00 HTTP/1.0",
        "GET /live RTSP/1.0",
        "GET /live HTTP/1.0 x",
        "GET /live",
        "SOURCE live HTTP/1.0",
        "SOURCE * HTTP/1.0",
        "PUT /a%0ab HTTP/1.0",
    })
    void requestThatMakesNoSenseGets400(String line) {
        assertThat(replyTo(line + "\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.0 400 Bad Request\r\n");
    }

    @Test
    void headerWithNulGets400() {
        assertThat(replyTo("GET / HTTP/1.0\r\nHost: \0\r\n\r\n")).startsWith("HTTP/1.0 400 Bad Request\r\n");
    }

    @Test
    void unknownMethodGets405AndIsToldTheOthers() {
        assertThat(replyTo("BREW /pot HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.0 405 Method Not Allowed\r\n")
                .contains("\r\nAllow: GET, HEAD, POST, PUT, SOURCE, DELETE, OPTIONS\r\n");
    }

    @Test
    void sixtyFiveHeadersGet431AndSixtyFourDoNot() {
        assertThat(replyTo("GET /no HTTP/1.0\r\n" + "a: b\r\n".repeat(64) + "\r\n"))
                .startsWith("HTTP/1.1 404 Not Found\r\n");
        assertThat(replyTo("GET /no HTTP/1.0\r\n" + "a: b\r\n".repeat(65) + "\r\n"))
                .startsWith("HTTP/1.0 431 Request Header Fields Too Large\r\n");
    }

    @Test
    void headOfMoreThan16KibGets431() {
        assertThat(replyTo("GET / HTTP/1.0\r\na: " + "b".repeat(40_000)))
                .startsWith("HTTP/1.0 431 Request Header Fields Too Large\r\n");
    }

    @Test
    void sourceOfAWebPageGets403() {
        assertThat(replyTo(RunningPort.put("/live", "text/html")))
                .startsWith("HTTP/1.0 403 Forbidden\r\n")
                .endsWith("Content-type not supported");
    }

    @ParameterizedTest
    @CsvSource({"SOURCE /admin/x", "SOURCE /api", "PUT /status.xsl"})
    void nameOfTheServerIsNoMount(String methodAndMount) {
        String head = RunningPort.put("/live", "audio/mpeg").replace("PUT /live", methodAndMount);

        assertThat(replyTo(head)).matches("(?s)HTTP/1\\.[01] (403|404) .*");
        assertThat(server.mounts.all()).isEmpty();
    }

    @Test
    void tooManySourcesGet403() {
        restart(Map.of("icefloe.limits.sources", "1"));
        try (Peer first = server.source("/one")) {
            assertThat(replyTo(RunningPort.put("/two", "audio/mpeg"))).endsWith("too many sources connected");
            first.say("x");
        }
    }

    @Test
    void connectionBeyondTheLimitGets403AndMakesRoomWhenItGoes() {
        restart(Map.of("icefloe.limits.clients", "1"));
        Peer first = server.source("/one");

        try (Peer second = server.peer()) {
            assertThat(second.restText())
                    .startsWith("HTTP/1.0 403 Forbidden\r\n")
                    .endsWith("Icecast connection limit reached");
        }
        first.close();
        await().until(() -> replyTo("GET /admin/hello HTTP/1.0\r\n\r\n").startsWith("HTTP/1.1 200"));
    }

    private String replyTo(String request) {
        try (Peer peer = server.peer().say(request)) {
            return peer.restText();
        }
    }

    // Time

    @Test
    void headThatTakesTooLongIsClosed() {
        restart(Map.of("icefloe.limits.header-timeout", "200ms"));
        try (Peer slow = server.peer().say("GET / HTTP/1.0\r\nHost:")) {
            assertThat(slow.rest()).isEmpty();
        }
    }

    @Test
    void bodyThatTakesTooLongIsClosed() {
        restart(Map.of("icefloe.limits.header-timeout", "200ms"));
        try (Peer slow = server.peer().say("POST /admin/hello HTTP/1.0\r\nContent-Length: 9\r\n\r\nfour")) {
            assertThat(slow.rest()).isEmpty();
        }
    }

    @Test
    void sourceThatIsLetInIsBoundByNoHeaderTimeout() {
        restart(Map.of("icefloe.limits.header-timeout", "200ms"));
        try (Peer source = server.source("/live");
                Peer slow = server.peer().say("GET")) {
            assertThat(slow.rest()).isEmpty();
            assertThat(server.mount("/live")).isPresent();
            source.say("x");
        }
    }

    @Test
    void shoutcastHeadersThatTakeTooLongAreClosed() {
        restart(Map.of("icefloe.limits.header-timeout", "200ms"));
        try (Peer slow = Peer.connect(server.shoutcastPort).say("hackme\r\nicy-name:x\r\n")) {
            assertThat(slow.restText()).isEqualTo("OK2\r\nicy-caps:11\r\n\r\n");
        }
    }

    // Listeners

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
                .contains("\r\nAllow: GET, HEAD, POST, PUT, SOURCE, DELETE, OPTIONS\r\n")
                .containsPattern("Access-Control-Allow-Headers: .*Icy-MetaData");
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
            for (int i = 0; i < 2000 && mount.counters().slowListeners() == 0; i++) {
                source.say(sound);
                assertThat(good.hear(sound.length)).isEqualTo(sound);
            }

            await().until(() -> mount.counters().slowListeners() == 1);
            assertThat(mount.counters().listeners()).isEqualTo(1);
            assertThat(stalled.rest()).isNotNull();
        }
    }

    // SHOUTcast

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

    // Everything that is no stream

    @Test
    void requestsThatAreNoStreamsGoToTheApplication() {
        assertThat(replyTo("GET /admin/hello HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-Length: 5\r\n")
                .endsWith("\r\n\r\nhello");
        assertThat(replyTo("POST /admin/hello HTTP/1.1\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nabc"))
                .endsWith("\r\n\r\nabc");
    }

    @ParameterizedTest
    @CsvSource({
        "Transfer-Encoding: chunked, 411 Length Required",
        "Content-Length: 65537, 413 Content Too Large",
        "Content-Length: 99999999999999999999, 413 Content Too Large",
        "Content-Length: -1, 400 Bad Request",
        "Content-Length: x, 400 Bad Request",
    })
    void bodyThatCannotBeReadIsRefused(String header, String status) {
        assertThat(replyTo("POST /admin/hello HTTP/1.1\r\n" + header + "\r\n\r\n"))
                .startsWith("HTTP/1.0 " + status + "\r\n");
    }

    @ParameterizedTest
    @CsvSource({"/[x]|", "/%7b%7D%20%25", "/a?b=[c]|{}\"%e9", "/:80", "/?", "*", "/%ff%c3%a9", "/;x=%0a"})
    void oddAddressIsAnsweredAllTheSame(String target) {
        assertThat(replyTo("GET " + target + " HTTP/1.1\r\nHost: <>\r\n\r\n")).startsWith("HTTP/1.1 404 ");
    }

    // Ends and races

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
                assertThat(listener.restText()).matches("(?s)HTTP/1.0 200 .*\r\n\r\nsound|HTTP/1.1 404 .*");
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
            long began = System.nanoTime();

            server.endSources();
            server.close();

            assertThat((System.nanoTime() - began) / 1_000_000).isLessThan(4_000);
            assertThat(listener.rest()).isEmpty();
            assertThat(undecided.rest()).isEmpty();
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.isAlive() && thread.getName().equals(RunningPort.THREADS));
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
