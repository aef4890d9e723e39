package org.icefloe.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.icefloe.testkit.Fastest;
import org.icefloe.testkit.clients.ResponseHead;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sources find at every door. */
abstract class SourceContract extends Door {
    /** The servers of these tests are set to it. */
    static final int MOST_SOURCES = 8;

    private static final Duration AT_ONCE = Duration.ofMillis(500);

    private int answerTo(String login) throws IOException {
        try (Wire source = Wire.sourceAs(port(), path(), MPEG, login)) {
            return source.head().status();
        }
    }

    private static String message(Wire refused, ResponseHead head) throws IOException {
        int length = Integer.parseInt(head.header("Content-Length").orElseThrow());
        return new String(refused.read(length), StandardCharsets.UTF_8);
    }

    @Test
    void sourceIsToldToBeginBeforeItSendsAByte() throws IOException {
        try (Wire source = Wire.source(port(), path(), MPEG)) {
            assertThat(source.head().status()).isEqualTo(200);
        }
    }

    @Test
    void sourceWithoutCredentialsIsAskedForThem() throws IOException {
        try (Wire source = Wire.to(port())
                .say(
                        "PUT " + path() + " HTTP/1.1",
                        "Host: localhost",
                        "Content-Type: " + MPEG,
                        "Content-Length: 417")) {
            ResponseHead refusal = source.head();
            assertThat(refusal.status()).isEqualTo(401);
            assertThat(refusal.header("WWW-Authenticate"))
                    .hasValueSatisfying(way -> assertThat(way).startsWith("Basic "));
        }
    }

    @Test
    void sourceWithAWrongPasswordIsRefused() throws Exception {
        try (Wire source = Wire.to(port())
                .say(
                        "PUT " + path() + " HTTP/1.1",
                        "Host: localhost",
                        Wire.login("source:guess"),
                        "Content-Type: " + MPEG,
                        "Transfer-Encoding: chunked")) {
            assertThat(source.head().status()).isEqualTo(401);
        }
        assertThat(listeners()).isEqualTo(-1);
    }

    @Test
    void secondSourceIsRefusedWith403AndTheFirstGoesOn() throws IOException {
        try (Wire first = source();
                Wire second = Wire.source(port(), path(), MPEG)) {
            ResponseHead refusal = second.head();
            assertThat(refusal.status()).isEqualTo(403);
            assertThat(message(second, refusal)).isEqualTo("Mountpoint in use");
            first.chunk(Frames.of(0, 20));
            try (Wire listener = listener()) {
                accepted(listener);
                assertThat(listener.read(10 * Frames.LENGTH)).isEqualTo(Frames.of(0, 10));
            }
        }
    }

    @Test
    void sourceOfATypeThatIsNoStreamIsRefusedWith403() throws IOException {
        try (Wire source = Wire.source(port(), path(), "text/html")) {
            ResponseHead refusal = source.head();
            assertThat(refusal.status()).isEqualTo(403);
            assertThat(message(source, refusal)).isEqualTo("Content-type not supported");
        }
    }

    @Test
    void reservedNameIsNoMountpoint() throws IOException {
        try (Wire source = Wire.to(port())
                .say(
                        "SOURCE " + contextPath() + "/admin/live HTTP/1.0",
                        Wire.login("source:hackme"),
                        "Content-Length: 417")) {
            assertThat(source.head().status()).isEqualTo(403);
        }
    }

    @Test
    void probeIsAnsweredAndLeavesNoTrace() throws Exception {
        String[] probe = {"Host: localhost", "Content-Type: " + MPEG, "Content-Length: 0", Wire.login("source:hackme")};
        try (Wire good = Wire.to(port()).say("PUT " + path() + " HTTP/1.1", probe);
                Wire bad = Wire.to(port()).say("PUT " + path() + " HTTP/1.1", Arrays.copyOf(probe, 3))) {
            assertThat(good.head().status()).isEqualTo(200);
            assertThat(bad.head().status()).isEqualTo(401);
        }
        assertThat(listeners()).isEqualTo(-1);
    }

    @Test
    void silentSourceIsReleasedAndCanComeBack() throws Exception {
        try (Wire silent = source()) {
            silent.awaitEnd();
            await().atMost(PATIENCE).until(() -> listeners() == -1);
            try (Wire back = source()) {
                back.chunk(Frames.of(0, 20));
                assertThat(listeners()).isZero();
            }
        }
    }

    @Test
    void sourceThatClosesItsConnectionFreesTheMount() throws IOException {
        source().close();
        await().atMost(PATIENCE).until(() -> listeners() == -1);
        source().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic ???", "Basic aGFja21l", "Digest username=source", "Basic"})
    void credentialsThatAreNoneGet401(String credentials) throws Exception {
        try (Wire source = Wire.to(port())
                .say(
                        "PUT " + path() + " HTTP/1.1",
                        "Host: localhost",
                        "Authorization: " + credentials,
                        "Content-Type: " + MPEG,
                        "Transfer-Encoding: chunked")) {
            assertThat(source.head().status()).isEqualTo(401);
        }
        assertThat(listeners()).isEqualTo(-1);
    }

    @Test
    void mountWithALoginOfItsOwnTakesNoOther() throws Exception {
        configure("{\"source\": {\"user\": \"dj\", \"password\": \"own\"}}");
        assertThat(answerTo("source:hackme")).isEqualTo(401);
        assertThat(answerTo("source:own")).isEqualTo(401);
        assertThat(answerTo("dj:own")).isEqualTo(200);
    }

    @Test
    void mountWithAPasswordOfItsOwnTakesItFromTheUserSource() throws Exception {
        configure("{\"source\": {\"password\": \"own\"}}");
        assertThat(answerTo("source:hackme")).isEqualTo(401);
        assertThat(answerTo("source:own")).isEqualTo(200);
    }

    @Test
    void sourceBeyondTheLimitIsRefusedWith403() throws IOException {
        List<Wire> sources = new ArrayList<>();
        try {
            for (int i = 0; i < MOST_SOURCES; i++) {
                sources.add(Wire.source(port(), path() + i, MPEG));
                sources.get(i).head();
            }
            Wire beyond = Wire.source(port(), path(), MPEG);
            sources.add(beyond);
            ResponseHead refusal = beyond.head();
            assertThat(refusal.status()).isEqualTo(403);
            assertThat(message(beyond, refusal)).isEqualTo("too many sources connected");
        } finally {
            sources.forEach(Wire::close);
        }
    }

    @Test
    void sourceWithoutAContentTypeIsRefusedWith403() throws IOException {
        try (Wire source = Wire.to(port())
                .say(
                        "PUT " + path() + " HTTP/1.1",
                        "Host: localhost",
                        Wire.login("source:hackme"),
                        "Transfer-Encoding: chunked")) {
            ResponseHead refusal = source.head();
            assertThat(refusal.status()).isEqualTo(403);
            assertThat(message(source, refusal)).isEqualTo("No Content-type given");
        }
    }

    @Test
    void unknownMethodGets405AndIsToldTheOthers() throws IOException {
        try (Wire client =
                Wire.to(port()).say("BREW " + path() + " HTTP/1.1", "Host: localhost", "Connection: close")) {
            ResponseHead refusal = client.head();
            assertThat(refusal.status()).isEqualTo(405);
            assertThat(refusal.header("Allow"))
                    .hasValueSatisfying(methods -> assertThat(methods).contains("GET", "PUT", "SOURCE"));
        }
    }

    /** They go on sending, so that it is not the source timeout that ends them. */
    private void awaitEndWhileSending(Wire source, byte[] bytes) {
        await().atMost(PATIENCE).until(() -> {
            source.trySend(bytes);
            return listeners() == -1;
        });
    }

    @Test
    void oggSourceThatSendsSomethingElseIsEnded() throws IOException {
        try (Wire source = sourceOf("application/ogg")) {
            awaitEndWhileSending(source, Wire.asChunk(Frames.of(0, 200)));
        }
    }

    @Test
    void sourceWhoseChunksAreNoneIsEnded() throws IOException {
        try (Wire source = source()) {
            source.chunk(Frames.of(0, 20));
            awaitEndWhileSending(source, "these are no chunks\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void sourceThatWasResetIsReleasedAndBackAtOnce() throws Exception {
        assertThat(Fastest.of(5, this::resetAndComeBack)).isLessThan(AT_ONCE);
    }

    @Test
    void sourceThatHungUpIsReleasedAndBackAtOnce() throws Exception {
        assertThat(Fastest.of(5, this::hangUpAndComeBack)).isLessThan(AT_ONCE);
    }

    private Fastest.Try resetAndComeBack() throws IOException {
        Wire source = comeBack();
        source.chunk(Frames.of(0, 20));
        return () -> {
            source.reset();
            comeBack().close();
        };
    }

    private Fastest.Try hangUpAndComeBack() throws IOException {
        Wire source = comeBack();
        source.chunk(Frames.of(0, 20));
        return () -> {
            source.lastChunk();
            source.close();
            comeBack().close();
        };
    }

    /** Asks until the mount is free. */
    private Wire comeBack() {
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(this::ifFree, Optional::isPresent)
                .orElseThrow();
    }

    private Optional<Wire> ifFree() throws IOException {
        Wire source = Wire.source(port(), path(), MPEG);
        if (source.head().status() == 200) {
            return Optional.of(source);
        }
        source.close();
        return Optional.empty();
    }
}
