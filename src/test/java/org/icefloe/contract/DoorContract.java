package org.icefloe.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icefloe.testkit.Fastest;
import org.icefloe.testkit.clients.ResponseHead;
import org.junit.jupiter.api.Test;

/** What sources and listeners find at every door. */
public abstract class DoorContract extends StreamContract {
    @Test
    void listenerIsToldWhatTheSourceSaid() throws IOException {
        try (Wire source = source();
                Wire listener = listener("Origin: http://elsewhere")) {
            source.chunk(Frames.of(0, 20));
            ResponseHead head = accepted(listener);
            assertThat(head.headers())
                    .containsEntry("content-type", MPEG)
                    .containsEntry("icy-name", "Süd")
                    .containsEntry("icy-genre", "Test")
                    .containsEntry("icy-br", "128")
                    .containsEntry("access-control-allow-origin", "*")
                    .doesNotContainKey("icy-metaint")
                    .doesNotContainKey("transfer-encoding");
            assertThat(head.header("Access-Control-Expose-Headers"))
                    .hasValueSatisfying(names -> assertThat(names).contains("Icy-MetaInt", "icy-name"));
        }
    }

    @Test
    void ownHeaderTakesThePlaceOfTheServers() throws Exception {
        configure("{\"httpHeaders\": {\"access-control-allow-origin\": \"https://radio.example\", \"X-Own\": \"1\"}}");
        try (Wire source = source();
                Wire listener = listener()) {
            source.chunk(Frames.of(0, 20));
            assertThat(accepted(listener).headers())
                    .containsEntry("access-control-allow-origin", "https://radio.example")
                    .containsEntry("x-own", "1");
        }
    }

    @Test
    void headHasTheHeadersOfTheStreamAndNoBody() throws IOException {
        try (Wire source = source();
                Wire head = Wire.asking(port(), "HEAD", path())) {
            source.chunk(Frames.of(0, 20));
            assertThat(accepted(head).header("icy-name")).hasValue("Süd");
            assertThat(head.rest()).isEmpty();
        }
    }

    @Test
    void preflightAllowsABrowserToAskForMetadata() throws IOException {
        try (Wire browser = Wire.to(port())
                .say(
                        "OPTIONS " + path() + " HTTP/1.1",
                        "Host: localhost",
                        "Connection: close",
                        "Origin: http://elsewhere",
                        "Access-Control-Request-Method: GET",
                        "Access-Control-Request-Headers: icy-metadata")) {
            ResponseHead head = browser.head();
            assertThat(head.status()).isEqualTo(204);
            assertThat(head.header("Access-Control-Allow-Origin")).hasValue("*");
            assertThat(head.header("Access-Control-Allow-Headers"))
                    .hasValueSatisfying(names -> assertThat(names).contains("Icy-MetaData"));
        }
    }

    @Test
    void rangeFromTheBeginningIsTheWholeStream() throws IOException {
        try (Wire source = source();
                Wire listener = listener("Range: bytes=0-")) {
            source.chunk(Frames.of(0, 20));
            assertThat(accepted(listener).header("Content-Range")).isEmpty();
            assertThat(listener.read(Frames.LENGTH)).isEqualTo(Frames.of(0, 1));
        }
    }

    @Test
    void mountThatIsOffIsNotFound() throws IOException {
        try (Wire listener = listener()) {
            assertThat(listener.head().status()).isEqualTo(404);
        }
    }

    @Test
    void listenerThatTakesNothingIsDroppedAndNobodyElseIsHeldUp() throws IOException {
        int portion = 800;
        try (Wire source = source();
                Wire stalled = Wire.narrow(port()).say("GET " + path() + " HTTP/1.0");
                Wire healthy = listener()) {
            accepted(stalled);
            accepted(healthy);
            awaitListeners(2);
            hearTheBeginning(source, healthy);
            for (int i = 10; i < 15 * portion; i += portion) {
                source.chunk(Frames.of(i, portion));
                byte[] heard = healthy.read(portion * Frames.LENGTH);
                assertThat(heard).isEqualTo(Frames.of(i, portion));
            }
            awaitListeners(1);
        }
    }

    /** The second has a password to be compared, and waits for it without a thread of the container. */
    @Test
    void mountThatIsNotForEverybodyAsks() throws Exception {
        configure("{\"authType\": \"accounts\"}");
        try (Wire source = source();
                Wire nobody = listener();
                Wire head = Wire.asking(port(), "HEAD", path());
                Wire guess = listener(Wire.login("relay:wrong"));
                Wire relay = listener(Wire.login("relay:hackme"))) {
            source.chunk(Frames.of(0, 20));
            ResponseHead refused = nobody.head();
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate")).hasValue("Basic realm=\"Icefloe\"");
            assertThat(head.head().status()).isEqualTo(401);
            assertThat(guess.head().status()).isEqualTo(401);
            accepted(relay);
            assertThat(relay.read(10 * Frames.LENGTH)).isEqualTo(Frames.of(0, 10));
        }
    }

    @Test
    void listenersWhoFindNoRoomOrNoStreamAreSentElsewhereAndAnotherServerIsNot() throws Exception {
        configure("{\"maxListeners\": 0, \"redirectTo\": \"http://other.example:8000${mount}\"}");
        String location = "http://other.example:8000" + mount() + "?x=1";
        try (Wire early = Wire.asking(port(), "HEAD", path() + "?x=1")) {
            ResponseHead sent = early.head();
            assertThat(sent.status()).isEqualTo(302);
            assertThat(sent.header("Location")).hasValue(location);
        }
        try (Wire source = source();
                Wire listener = Wire.asking(port(), "GET", path() + "?x=1", "Origin: http://elsewhere");
                Wire relay = listener(Wire.login("relay:hackme"))) {
            source.chunk(Frames.of(0, 20));
            ResponseHead sent = listener.head();
            assertThat(sent.status()).isEqualTo(302);
            assertThat(sent.header("Location")).hasValue(location);
            assertThat(sent.header("Access-Control-Allow-Origin")).hasValue("*");
            accepted(relay);
            assertThat(relay.read(Frames.LENGTH)).isEqualTo(Frames.of(0, 1));
        }
    }

    @Test
    void slaveThatHasSaidWhereItIsIsSentListenersWhoFindNoRoom() throws Exception {
        configure("{\"maxListeners\": 0}");
        set("icefloe.relay.max-redirect-slaves", 3);
        String streams = contextPath() + "/admin/streams?rserver=slave.example&rport=8001&interval=60";
        try (Wire source = source();
                Wire slave = Wire.asking(port(), "GET", streams, Wire.login("relay:hackme"));
                Wire stranger = Wire.asking(port(), "GET", streams, Wire.login("admin:hackme"))) {
            source.chunk(Frames.of(0, 20));
            assertThat(stranger.head().status()).isEqualTo(401);
            accepted(slave);
            assertThat(new String(slave.rest(), StandardCharsets.UTF_8)).contains(mount() + "\r\n");
            try (Wire listener = listener()) {
                ResponseHead sent = listener.head();
                assertThat(sent.status()).isEqualTo(302);
                assertThat(sent.header("Location")).hasValue("http://slave.example:8001" + mount());
            }
        } finally {
            set("icefloe.relay.max-redirect-slaves", 0);
        }
    }

    @Test
    void streamIsNotSentToWhereItComesFrom() throws IOException {
        try (Wire source = source();
                Wire other = listener("Icy-Relay-Path: 45c48cce/x", "Icy-MetaData: 1", "Icy-MetaInt: 256")) {
            source.chunk(Frames.of(0, 20));
            ResponseHead head = accepted(other);
            assertThat(head.header("icy-metaint")).hasValue("256");
            String way = head.header("icy-relay-path").orElseThrow();
            assertThat(way).endsWith(mount());
            try (Wire ring = listener("Icy-Relay-Path: " + way + ", 45c48cce/x")) {
                assertThat(ring.head().status()).isEqualTo(508);
            }
        }
    }

    @Test
    void listenerThatLeavesIsCountedOut() throws IOException {
        try (Wire source = source()) {
            Wire listener = listener();
            accepted(listener);
            awaitListeners(1);
            listener.close();
            await().atMost(PATIENCE).until(() -> {
                source.chunk(Frames.of(0, 20));
                return listeners() == 0;
            });
        }
    }

    @Test
    void endOfTheSourceClosesListenersBehindTheLastByte() throws IOException {
        try (Wire source = source();
                Wire listener = listener()) {
            accepted(listener);
            awaitListeners(1);
            hearTheBeginning(source, listener);
            source.chunk(Frames.of(10, 200));
            source.lastChunk();
            assertThat(listener.rest()).isEqualTo(Frames.of(10, 200));
        }
    }

    /** From here on the listener is sent whatever comes. */
    private static void hearTheBeginning(Wire source, Wire listener) throws IOException {
        source.chunk(Frames.of(0, 10));
        assertThat(listener.read(10 * Frames.LENGTH)).isEqualTo(Frames.of(0, 10));
    }

    /** Half of all frames are younger than 100 ms when they are heard. */
    @Test
    void framesOfALowDelayMountAreHeardAtOnce() throws Exception {
        configure("{\"deliveryInterval\": \"0ms\"}");
        try (Wire source = source();
                Wire listener = listener()) {
            accepted(listener);
            awaitListeners(1);
            hearTheBeginning(source, listener);
            List<Duration> ages = new ArrayList<>();
            for (int i = 10; i < 51; i++) {
                byte[] frame = Frames.of(i, 1);
                ages.add(Fastest.time(() -> {
                    source.chunk(frame);
                    assertThat(listener.read(Frames.LENGTH)).isEqualTo(frame);
                }));
            }
            Collections.sort(ages);
            assertThat(ages.get(ages.size() / 2)).isLessThan(Duration.ofMillis(100));
        }
    }

    @Test
    void statisticsAreToldAndThenEachChange() throws Exception {
        try (Wire follower = Wire.asking(port(), "STATS", path(), Wire.login("admin:hackme"))) {
            accepted(follower);
            try (Wire source = source();
                    Wire listener = listener()) {
                source.chunk(Frames.of(0, 20));
                accepted(listener);
                hear(follower, "EVENT " + mount() + " listeners 1\n");
            }
            hear(follower, "EVENT " + mount() + " null null\n");
        }
        try (Wire stranger = Wire.asking(port(), "STATS", path(), Wire.login("source:hackme"))) {
            assertThat(stranger.head().status()).isEqualTo(401);
        }
    }

    private static void hear(Wire follower, String line) throws IOException {
        StringBuilder heard = new StringBuilder();
        while (heard.indexOf(line) < 0) {
            heard.append(new String(follower.read(1), StandardCharsets.UTF_8));
        }
    }

    @Test
    void whatComesHereIsCounted() throws Exception {
        long connections = counted("connections");
        long listeners = counted("listener_connections");
        long sources = counted("source_total_connections");
        try (Wire source = source();
                Wire listener = listener()) {
            source.chunk(Frames.of(0, 20));
            accepted(listener);
            awaitListeners(1);
        }
        assertThat(counted("listener_connections") - listeners).isEqualTo(1);
        assertThat(counted("source_total_connections") - sources).isEqualTo(1);
        assertThat(counted("connections") - connections).isGreaterThanOrEqualTo(4);
    }

    private long counted(String name) throws Exception {
        Matcher count = Pattern.compile("<" + name + ">([0-9]+)<").matcher(ask("admin/stats"));
        assertThat(count.find()).isTrue();
        return Long.parseLong(count.group(1));
    }
}
