package org.icefloe.directory.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.icefloe.directory.dump.Dump;
import org.icefloe.testkit.Certificates;
import org.icefloe.wire.ServerTrust;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that answers as it likes, and what becomes of that here. */
class HttpDirectoryTest {
    private static final String ENTRY =
            "{\"name\":\"Far FM\",\"listenUrl\":\"http://far.example/\",\"type\":\"audio/mpeg\",\"genres\":[]}\n";

    /** Of the right shape, and left out. */
    private static final String NOTHING = "{\"name\":\"\",\"listenUrl\":\"\",\"type\":\"\",\"genres\":[]}\n";

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final MirrorFixture here = new MirrorFixture();
    private HttpServer server;

    @TempDir
    Path directory;

    @FunctionalInterface
    private interface Script {
        void play(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        executor.shutdownNow();
        timer.shutdownNow();
    }

    private OtherDirectory other(Duration patience, Optional<Path> caFile) {
        return new HttpDirectory(directory, executor, timer, "Icefloe/test", patience, new ServerTrust(caFile));
    }

    private int fetch(Duration patience, Script script) throws Exception {
        String path = "/" + System.nanoTime();
        server.createContext(path, exchange -> {
            try (exchange) {
                script.play(exchange);
            }
        });
        OtherDirectory other = other(patience, Optional.empty());
        URI list = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        try (OtherDirectory.Reply reply = other.entries(list, Optional.of("\"x\""))) {
            return reply.isNew() ? here.catalog.mirror("there", reply.entries()) : -1;
        }
    }

    private int fetch(byte[] body) throws Exception {
        return fetch(Duration.ofSeconds(30), exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(body);
        });
    }

    private int fetch(String body) throws Exception {
        return fetch(body.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] lines(String line, int count) {
        return line.repeat(count).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatOneDirectoryWritesTheOtherReads() throws Exception {
        MirrorFixture there = new MirrorFixture();
        there.add("Nordlicht \"FM\" <b>ü 日本</b>", "http://radio.example/live");
        Dump dump = EntryLines.dumps(there.catalog, () -> 0).present();
        byte[] packed = dump.chunk(0).orElseThrow();
        assertThat(dump.size()).hasValue(packed.length);

        assertThat(fetch(Duration.ofSeconds(30), exchange -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    exchange.sendResponseHeaders(200, packed.length);
                    exchange.getResponseBody().write(packed);
                }))
                .isEqualTo(1);
        assertThat(here.names()).isEqualTo(there.names());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void plainLinesAreReadToo() throws Exception {
        assertThat(fetch(ENTRY + ENTRY.strip())).isEqualTo(1);
        assertThat(fetch("")).isZero();
        assertThat(fetch(Duration.ofSeconds(30), exchange -> exchange.sendResponseHeaders(304, -1)))
                .isEqualTo(-1);
    }

    @Test
    void whatIsNoListIsRefusedAsAWhole() throws Exception {
        fetch(ENTRY);
        assertThatThrownBy(() -> fetch(ENTRY.replace("far", "near") + "{broken\n"))
                .hasMessage("sends a list whose line 2 is no entry: \"{broken\"");
        assertThatThrownBy(() -> fetch("<html>")).hasMessageContaining("no entry");
        assertThatThrownBy(() -> fetch("[]\n")).hasMessageContaining("no entry");
        assertThatThrownBy(() -> fetch(ENTRY.strip() + ENTRY)).hasMessageContaining("no entry");
        byte[] binary = new byte[1000];
        Arrays.fill(binary, (byte) 0xFE);
        assertThatThrownBy(() -> fetch(binary)).isInstanceOf(NoListException.class);
        assertThatThrownBy(() -> fetch(lines("[", BoundedLines.LONGEST - 1))).hasMessageContaining("no entry");
        assertThatThrownBy(() -> fetch(lines("x", BoundedLines.LONGEST + 1)))
                .hasMessage("sends a line of more than 32768 bytes");
        assertThat(here.names()).containsExactly("Far FM");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'listeners':'many' | in whose line 2 the value of listeners is no count: \"'many'\"",
                "'listeners':1.5 | in whose line 2 the value of listeners is no count: \"1.5\"",
                "'listeners':2147483647 | in whose line 2 the value of listeners is no count: \"2147483647\"",
                "'bitrate':-5 | in whose line 2 the value of bitrate is no count: \"-5\"",
                "'maxListeners':-2 | in whose line 2 the value of maxListeners is no count and not -1: \"-2\"",
                "'added':'x' | in whose line 2 the value of added is no time since 1970: \"'x'\"",
                "'added':17 | in whose line 2 the value of added is no time since 1970: \"17\"",
                "'touched':'1969-12-31T23:59:59Z' | in whose line 2 the value of touched is no time since 1970: "
                        + "\"'1969-12-31T23:59:59Z'\"",
                "'song':['a'] | in whose line 2 the value of song is no text: \"['a']\"",
                "'genres':'jazz' | in whose line 2 the value of genres is no list of texts: \"'jazz'\"",
                "'genres':[1] | in whose line 2 the value of genres is no list of texts: \"[1]\"",
                "'type':null | whose line 2 has no type",
                "'listenUrl':null | whose line 2 has no listenUrl"
            })
    void oneLineOfAWrongShapeRefusesTheList(String field, String words) throws Exception {
        fetch(ENTRY);
        String near = ENTRY.replace("far", "near").replace("Far", "Near");
        String wrong = ENTRY.replace("}", "," + field.replace('\'', '"') + "}");

        assertThatThrownBy(() -> fetch(near + wrong))
                .isInstanceOf(NoListException.class)
                .hasMessage("sends a list " + words);
        assertThat(here.names()).containsExactly("Far FM");
    }

    @Test
    void entryThatIsRefusedHereAndWhatIsUnknownRefuseNoList() throws Exception {
        assertThat(fetch(ENTRY.replace("}", ",\"later\":{},\"song\":null,\"maxListeners\":-1}")
                        + ENTRY.replace("far.example", "192.168.1.2")
                        + ENTRY.replace("audio/mpeg", "text/html")))
                .isEqualTo(1);
    }

    @Test
    void bombIsNotUnpackedToItsEnd() {
        assertThatThrownBy(() -> fetchBomb(NOTHING.replace("[]", "[\"" + "x".repeat(30_000) + "\"]"), 9_000))
                .hasMessage("sends more than 268435456 bytes");
        assertThatThrownBy(() -> fetchBomb(NOTHING, 600_000)).hasMessage("sends more than 500000 lines");
        assertThatThrownBy(() -> fetchBomb("\n", 2)).hasMessage("sends an empty line");
        assertThatThrownBy(() -> fetchBomb(ENTRY + " \r\n", 1)).hasMessage("sends an empty line");
    }

    private int fetchBomb(String line, int count) throws Exception {
        return fetch(Duration.ofSeconds(60), exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            byte[] some = lines(line, 1000);
            try (OutputStream bomb = new GZIPOutputStream(exchange.getResponseBody())) {
                for (int n = 0; n < Math.max(1, count / 1000); n++) {
                    bomb.write(some);
                }
            }
        });
    }

    @Test
    void otherAnswersAreToldInWords() {
        assertThatThrownBy(() -> fetch(Duration.ofSeconds(30), exchange -> {
                    exchange.getResponseHeaders().set("Location", "http://127.0.0.1/");
                    exchange.sendResponseHeaders(302, -1);
                }))
                .hasMessage("sends on to \"http://127.0.0.1/\", which is not followed: name that one, if it is meant");
        assertThatThrownBy(() -> fetch(Duration.ofSeconds(30), exchange -> exchange.sendResponseHeaders(404, -1)))
                .hasMessage("answers with status 404: is it an Icefloe with icefloe.directory.serve=true?");
        assertThatThrownBy(() -> fetch(Duration.ofSeconds(30), exchange -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(lines("plain", 10));
                }))
                .hasMessage("sends something that is not compressed, though it says so");
        OtherDirectory other = other(Duration.ofSeconds(30), Optional.empty());
        int closed = server.getAddress().getPort();
        server.stop(0);
        assertThatThrownBy(() -> other.entries(URI.create("http://127.0.0.1:" + closed), Optional.empty()))
                .hasMessage("cannot be reached: the connection was refused");
    }

    @Test
    void faultOfOurOwnDiskIsNotBlamedOnTheOther() throws IOException {
        Path home = directory;
        directory = Files.createFile(home.resolve("directory"));

        assertThatThrownBy(() -> fetch(ENTRY))
                .isInstanceOf(NoListException.class)
                .hasMessage(
                        "could not be kept in " + directory + ": " + directory + " is in the way, and no directory");
        BoundedLines lines = new BoundedLines(
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("Input/output error");
                    }
                },
                1_000);
        assertThatThrownBy(lines::hasNext)
                .isInstanceOf(NoListException.class)
                .hasMessage("sent a list that cannot be read back here: Input/output error");
    }

    @Test
    void listThatBreaksOffIsNoList() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(lines(ENTRY, 100));
        }
        assertThatThrownBy(() -> fetch(Duration.ofSeconds(30), exchange -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(packed.toByteArray(), 0, packed.size() - 9);
                }))
                .isInstanceOf(NoListException.class)
                .hasMessageStartingWith("sends a list that breaks off: ");
    }

    @Test
    void certificatesOfTheFileAreKnown(@TempDir Path home) throws Exception {
        Certificates certificates = Certificates.in(home);
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(certificates.signed("dns:localhost")));
        secure.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(ENTRY.getBytes(StandardCharsets.UTF_8));
            }
        });
        secure.start();
        URI list = URI.create("https://localhost:" + secure.getAddress().getPort() + "/");
        OtherDirectory unknown = other(Duration.ofSeconds(30), Optional.empty());
        OtherDirectory known = other(Duration.ofSeconds(30), Optional.of(certificates.issuer()));
        try (OtherDirectory.Reply reply = known.entries(list, Optional.empty())) {
            assertThat(here.catalog.mirror("there", reply.entries())).isOne();
            assertThatThrownBy(() -> unknown.entries(list, Optional.empty()))
                    .hasMessage("cannot be trusted: its certificate is signed by nobody known here"
                            + " (set icefloe.relay.ca-file)");
        } finally {
            secure.stop(0);
        }
    }

    @Test
    void endlessAndSilentOnesAreLeftInTime() {
        assertThatThrownBy(() -> fetch(Duration.ofSeconds(5), exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    awaitEnd();
                }))
                .hasMessage("did not send its list within 5s");
        assertThatThrownBy(() -> fetch(Duration.ofSeconds(1), exchange -> awaitEnd()))
                .hasMessage("did not answer in time");
        assertThat(directory).isEmptyDirectory();
    }

    /** Until the test is over. */
    private void awaitEnd() {
        try {
            executor.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
