package org.icefloe.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icefloe.format.SampleStream;
import org.icefloe.testkit.clients.ResponseHead;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What sources and listeners find at every door. */
public abstract class DoorContract {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int METADATA_INTERVAL = 16_000;
    private static final String MPEG = "audio/mpeg";

    private final HttpClient http = HttpClient.newHttpClient();
    private String mount = "/";

    /** The port that takes sources and listeners. */
    protected abstract int port();

    /** Where the server answers what is no stream, with a slash at the end. */
    protected abstract URI base();

    /** What stands before the name of a mount in a request: empty, or a slash and a name. */
    protected String contextPath() {
        return "";
    }

    /** Each test has a mount of its own, so that none waits for the end of another. */
    @BeforeEach
    void nameTheMount(TestInfo test) {
        mount = "/" + test.getTestMethod().orElseThrow().getName() + ".mp3";
    }

    private String path() {
        return contextPath() + mount;
    }

    private Wire source() throws IOException {
        Wire source = Wire.source(port(), path(), MPEG);
        assertThat(source.head().status()).isEqualTo(200);
        return source;
    }

    private Wire listener(String... headers) throws IOException {
        return Wire.asking(port(), "GET", path(), headers);
    }

    private static ResponseHead accepted(Wire listener) throws IOException {
        ResponseHead head = listener.head();
        assertThat(head.status()).isEqualTo(200);
        return head;
    }

    private String ask(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base().resolve(path))
                .header("Authorization", Wire.login("admin:hackme").substring("Authorization: ".length()))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** How many listeners the status document has for the mount; -1 if the mount is not on. */
    private int listeners() throws IOException, InterruptedException {
        String status = ask("status-json.xsl?mount=" + mount);
        Matcher count = Pattern.compile("\"listeners\":(\\d+)").matcher(status);
        return count.find() ? Integer.parseInt(count.group(1)) : -1;
    }

    private void awaitListeners(int expected) {
        await().atMost(PATIENCE).until(this::listeners, found -> found == expected);
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
    void unknownMethodGets405AndIsToldTheOthers() throws IOException {
        try (Wire client = Wire.to(port()).say("BREW " + path() + " HTTP/1.1", "Host: localhost")) {
            ResponseHead refusal = client.head();
            assertThat(refusal.status()).isEqualTo(405);
            assertThat(refusal.header("Allow")).contains("GET, HEAD, POST, PUT, SOURCE, DELETE, OPTIONS");
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
            int length = Integer.parseInt(refusal.header("Content-Length").orElseThrow());
            assertThat(refusal.status()).isEqualTo(403);
            assertThat(new String(second.read(length), StandardCharsets.UTF_8)).isEqualTo("Mountpoint in use");
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
            assertThat(source.head().status()).isEqualTo(403);
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
    void titleStandsExactlyBehindTheInterval() throws Exception {
        try (Wire source = source()) {
            ask("admin/metadata?mode=updinfo&mount=" + mount + "&song="
                    + URLEncoder.encode("Künstler - Lied", StandardCharsets.UTF_8));
            source.chunk(Frames.of(0, 120));
            try (Wire listener = listener("Icy-MetaData: 1")) {
                assertThat(accepted(listener).header("icy-metaint")).hasValue("" + METADATA_INTERVAL);
                byte[] audio = Frames.of(0, 120);
                assertThat(listener.read(METADATA_INTERVAL)).isEqualTo(Arrays.copyOf(audio, METADATA_INTERVAL));
                int length = listener.read(1)[0] * 16;
                assertThat(new String(listener.read(length), StandardCharsets.UTF_8))
                        .startsWith("StreamTitle='Künstler - Lied';");
                assertThat(listener.read(METADATA_INTERVAL))
                        .isEqualTo(Arrays.copyOfRange(audio, METADATA_INTERVAL, 2 * METADATA_INTERVAL));
                assertThat(listener.read(1)).as("the title is the same").containsExactly(0);
            }
        }
    }

    @Test
    void burstBeginsOnAFrameNotFarBehind() throws IOException {
        try (Wire source = source()) {
            source.chunk(Frames.of(0, 1000));
            await().atMost(PATIENCE).until(() -> {
                try (Wire listener = listener()) {
                    accepted(listener);
                    byte[] begin = listener.read(Frames.LENGTH);
                    assertThat(Frames.numberOf(begin)).isNotNegative();
                    return Frames.numberOf(begin) > 1000 - 65_536 / Frames.LENGTH - 3;
                }
            });
        }
    }

    @Test
    void oggListenerIsGivenTheHeaderPagesFirst() throws IOException {
        byte[] stream = SampleStream.VORBIS.bytes();
        try (Wire source =
                Wire.source(port(), path(), SampleStream.VORBIS.type().value())) {
            assertThat(source.head().status()).isEqualTo(200);
            source.chunk(stream);
            try (Wire listener = listener()) {
                accepted(listener);
                byte[] firstPage = listener.read(58);
                assertThat(firstPage).as("the identification header").isEqualTo(Arrays.copyOf(stream, 58));
                assertThat(new String(listener.read(300), StandardCharsets.ISO_8859_1))
                        .startsWith("OggS")
                        .contains("\3vorbis");
            }
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
}
