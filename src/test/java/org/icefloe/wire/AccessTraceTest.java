package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.icefloe.config.MountSettings;
import org.icefloe.listener.Grant;
import org.icefloe.logs.AccessLog;
import org.icefloe.logs.AccessRecord;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the access log is told of connections of the stream port. */
class AccessTraceTest extends OnStreamPort {
    private AccessRecord onlyRecord() {
        await().until(() -> !server.ended.isEmpty());
        assertThat(server.ended).hasSize(1);
        return server.ended.get(0);
    }

    private AccessRecord recordOf(String method) {
        await().until(() -> server.ended.stream().anyMatch(record -> isOf(method, record)));
        return server.ended.stream()
                .filter(record -> isOf(method, record))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOf(String method, AccessRecord record) {
        return record.request().method().equals(method);
    }

    @Test
    void answerIsToldWithStatusAndAllItsBytes() {
        String reply = replyTo("GET /nix?a=b HTTP/1.0\r\nUSER-AGENT:  UA/1 \r\nreferer: http://r\r\n\r\n");

        AccessRecord record = onlyRecord();
        assertThat(record.status()).isEqualTo(404);
        assertThat(record.bytes()).isEqualTo(reply.length());
        assertThat(record.address()).isEqualTo("127.0.0.1");
        assertThat(record.user()).isEmpty();
        assertThat(record.request())
                .isEqualTo(
                        new AccessRecord.Request("GET", "/nix?a=b", "HTTP/1.0", "http://r", "UA/1 ", Optional.empty()));
    }

    @Test
    void listenerWasSentElsewhere() {
        server.mountSettings.put(
                "/off", MountSettings.from(Map.of("redirect-to", "http://other.example:8000${mount}")));

        assertThat(replyTo("GET /off HTTP/1.0\r\n\r\n")).contains("Location: http://other.example:8000/off\r\n");

        assertThat(onlyRecord().status()).isEqualTo(302);
    }

    @Test
    void sourceWasSentItsReply() {
        server.source("/live").close();
        AccessRecord record = onlyRecord();
        assertThat(record.status()).isEqualTo(200);
        assertThat(record.bytes()).isEqualTo(19);
    }

    @Test
    void sourceThatWaitedForItWasSentTwoReplies() {
        String put = RunningPort.put("/live", "audio/mpeg").replace("Host:", "Expect: 100-continue\r\nHost:");
        try (Peer source = server.peer().say(put)) {
            source.head();
            source.head();
        }
        AccessRecord record = onlyRecord();
        assertThat(record.status()).isEqualTo(200);
        assertThat(record.bytes()).isEqualTo(63);
    }

    @Test
    void bodyThatWasWaitedForHasTheStatusOfItsAnswer() {
        String reply = replyTo("POST /nix HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx");
        assertThat(reply).startsWith("HTTP/1.1 100 ");
        assertThat(onlyRecord().status()).isEqualTo(Integer.parseInt(reply.substring(34, 37)));
        assertThat(onlyRecord().bytes()).isEqualTo(reply.length());
    }

    @Test
    void shoutcastSourceIsToldAsIcecastReadsIt() {
        try (Peer source = Peer.connect(server.shoutcastPort).say("hackme\r\n")) {
            source.head();
            source.say("content-type:audio/mpeg\r\nuser-agent:old\r\n\r\n");
            await().until(() -> server.mount("/stream").isPresent());
        }
        AccessRecord record = onlyRecord();
        assertThat(record.request().method()).isEqualTo("SOURCE");
        assertThat(record.request().target()).isEqualTo("/stream");
        assertThat(record.request().agent()).isEqualTo("old");
        assertThat(record.status()).isEqualTo(200);
        assertThat(record.bytes()).isEqualTo("OK2\r\nicy-caps:11\r\n\r\n".length());
    }

    @Test
    void listenersBytesAreHeadMetadataAndSound() {
        server.mountSettings.put("/live", RunningPort.lowDelay(9));
        long head;
        try (Peer source = server.source("/live")) {
            try (Peer listener = server.peer().say("GET /live HTTP/1.0\r\n\r\n")) {
                head = listener.head().length();
                source.say(Sound.of(50_000));
                listener.hear(50_000);
            }
            assertThat(recordOf("GET").bytes()).isEqualTo(head + 50_000);
            assertThat(recordOf("GET").status()).isEqualTo(200);
        }
        assertThat(recordOf("PUT").bytes()).isEqualTo(19);
        assertThat(server.ended).hasSize(2);
    }

    @Test
    void userIsWhoTheListenerHasProvedToBe() {
        server.authority =
                (request, id) -> CompletableFuture.completedStage(Grant.of(id).to("ann"));
        try (Peer source = server.source("/live")) {
            server.listener("/live").close();
            assertThat(recordOf("GET").user()).contains("ann");
        }
    }

    @Test
    void refusedListenerIsToldWithTheNameItClaimed() {
        server.authority = (request, id) -> CompletableFuture.failedStage(new RefusedException(Refusal.UNAUTHORIZED));
        try (Peer source = server.source("/live")) {
            replyTo("GET /live HTTP/1.0\r\nAuthorization: " + Peer.basic("joe", "x") + "\r\n\r\n");
            assertThat(recordOf("GET").status()).isEqualTo(401);
            assertThat(recordOf("GET").request().claimed()).contains("joe");
            assertThat(recordOf("GET").user()).isEmpty();
        }
    }

    @Test
    void ofWhatIsNoRequestNothingIsTold() {
        replyTo("SOURCE hackme /mount\r\n\r\n");
        assertThat(onlyRecord().request().method()).isEmpty();
        assertThat(onlyRecord().request().target()).isEmpty();
        assertThat(onlyRecord().status()).isEqualTo(400);
    }

    @Test
    void headThatIsTooLongIsTold() {
        replyTo("GET /long HTTP/1.0\r\nX: " + "x".repeat(17_000) + "\r\n\r\n");
        assertThat(onlyRecord().status()).isEqualTo(431);
        assertThat(onlyRecord().request().target()).isEqualTo("/long");
    }

    @Test
    void whoeverSaysNothingIsNotTold() {
        server.peer().close();
        replyTo("GET /nix HTTP/1.0\r\n\r\n");
        assertThat(onlyRecord().status()).isEqualTo(404);
    }

    @Test
    void clientBehindAProxyIsItself() {
        restart(Map.of("icefloe.server.trusted-proxies", "127.0.0.1"));
        replyTo("GET /nix HTTP/1.0\r\nX-Forwarded-For: 192.0.2.7\r\n\r\n");
        assertThat(onlyRecord().address()).isEqualTo("192.0.2.7");
    }

    @Test
    void fileIsToldWithWhatWasSentOfIt(@TempDir Path directory) throws Exception {
        server.file = Files.write(directory.resolve("file"), new byte[100_000]);
        String reply = replyTo("GET /admin/hello/file HTTP/1.0\r\n\r\n");
        assertThat(onlyRecord().bytes()).isEqualTo(reply.length()).isGreaterThan(100_000);
    }

    @Test
    void whileTheLogIsOffAConnectionIsLeftAlone() {
        AccessLog off = new AccessLog() {
            @Override
            public void ended(AccessRecord ended) {
                server.ended.add(ended);
            }

            @Override
            public boolean isOn() {
                return false;
            }
        };
        EmbeddedChannel channel = new EmbeddedChannel();
        AccessTrace.begin(channel, off, Ticker.system());
        AccessTrace trace = AccessTrace.of(channel);

        trace.asked(channel, new String[] {"GET / HTTP/1.0"});
        trace.isOf("192.0.2.7");
        channel.writeOutbound(Unpooled.copiedBuffer("HTTP/1.0 200 OK\r\n\r\n", StandardCharsets.US_ASCII));
        channel.close();

        assertThat(channel.pipeline().get(AccessTrace.class)).isNull();
        assertThat(trace.client(channel)).isEqualTo("192.0.2.7");
        assertThat(server.ended).isEmpty();
    }
}
