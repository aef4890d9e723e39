package org.icefloe.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What icecast2 cannot do, and so cannot show the kit to do rightly: take chunks, and let a page read titles. */
@DisplayName("With the JDK's HTTP server")
class KitIT {
    private static final int ENOUGH = 60_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private HttpServer server;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    static Stream<SourceProgram> chunked() {
        return Stream.of(
                new CurlChunked(Sample.MP3),
                new Liquidsoap(Liquidsoap.Output.CHUNKED),
                new Liquidsoap(Liquidsoap.Output.CHUNKED_PUT));
    }

    @ParameterizedTest(name = "{0} plays in chunks and in real time")
    @MethodSource("chunked")
    void chunksArePlayedInRealTime(SourceProgram program) throws IOException {
        server.createContext("/", this::take);
        try (RunningSource source = program.start(target(), "/chunks.mp3")) {
            await().atMost(Duration.ofSeconds(120))
                    .untilAsserted(
                            () -> assertThat(received.size()).as(source::output).isGreaterThan(ENOUGH));
        }
        Sound sound = Sound.of(Files.write(directory.resolve("received.mp3"), received.toByteArray()));
        sound.assertHolds(3);
        assertThat(sound.seconds()).isLessThan(8);
    }

    private void take(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        byte[] buffer = new byte[1024];
        for (int count = 0; count >= 0; count = exchange.getRequestBody().read(buffer)) {
            received.write(buffer, 0, count);
        }
    }

    @Test
    void aPageOfAnotherOriginReadsATitleWhereItMay() throws IOException {
        server.createContext("/", KitIT::answerAsAnIcyServer);
        try (Pages pages = Pages.start();
                Browser browser = Browser.open()) {
            browser.visit(pages.address("icy.html", target().mountUrl("/a.mp3")));
            assertThat(browser.result()).isEqualTo("interval 4, name n, StreamTitle='a';");
        }
    }

    /** The preflight asks for leave to send Icy-MetaData; the answer names what the page may read. */
    private static void answerAsAnIcyServer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        exchange.getResponseHeaders().set("Access-Control-Allow-Headers", "Icy-MetaData");
        exchange.getResponseHeaders().set("Access-Control-Expose-Headers", "icy-metaint, icy-name");
        exchange.getResponseHeaders().set("icy-metaint", "4");
        exchange.getResponseHeaders().set("icy-name", "n");
        byte[] body = "abcd\0efgh\1StreamTitle='a';\0ij".getBytes(StandardCharsets.ISO_8859_1);
        exchange.sendResponseHeaders(200, exchange.getRequestMethod().equals("OPTIONS") ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Target target() {
        int port = server.getAddress().getPort();
        return new Target() {
            @Override
            public String name() {
                return "the JDK's HTTP server";
            }

            @Override
            public String host() {
                return "127.0.0.1";
            }

            @Override
            public int streamPort() {
                return port;
            }

            @Override
            public int shoutcastPort() {
                return port + 1;
            }

            @Override
            public String sourcePassword() {
                return "hackme";
            }
        };
    }
}
