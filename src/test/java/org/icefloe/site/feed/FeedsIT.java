package org.icefloe.site.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.StockContainer;
import org.icefloe.testkit.clients.Program;
import org.icefloe.testkit.clients.ResponseHead;
import org.icefloe.testkit.clients.RunningProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The directory for programs, with twelve thousand streams, at the doors of the server, asked by curl. */
@ParameterizedClass
@EnumSource
class FeedsIT {
    private static final int ENTRIES = 12_000;

    /** Servers that list at the same time. */
    private static final int AT_ONCE = 16;

    /** More than a container has threads. */
    private static final int SLOW_CLIENTS = 250;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String[] PACKED = {"-H", "Accept-Encoding: gzip"};

    private static Server server;

    @Parameter
    Door door;

    @TempDir
    Path directory;

    /** Where it is asked; in a container that is not ours, the WAR lies at {@code /radio}. */
    enum Door {
        STREAM_PORT,
        EMBEDDED_JETTY,
        TOMCAT_10_1,
        JETTY_12_0;

        /** With a heap that no dump for each client would fit into. */
        Server start(Path directory) {
            return this == STREAM_PORT || this == EMBEDDED_JETTY
                    ? JarServer.in(directory)
                            .jvmOption("-Xmx160m")
                            .option("--stream.shoutcast-port=0")
                            .option("--directory.serve=true")
                            .option("--directory.probe-interval=0")
                            .option("--directory.max-per-address=100000")
                            .start()
                    : StockContainer.valueOf(name())
                            .start(
                                    directory,
                                    "radio",
                                    Map.of(
                                            "JAVA_TOOL_OPTIONS", "-Xmx224m",
                                            "ICEFLOE_DIRECTORY_SERVE", "true",
                                            "ICEFLOE_DIRECTORY_PROBE_INTERVAL", "0",
                                            "ICEFLOE_DIRECTORY_MAX_PER_ADDRESS", "100000"));
        }

        URI address(Server server) {
            return this == STREAM_PORT ? URI.create("http://127.0.0.1:" + server.streamPort() + "/") : server.httpUri();
        }
    }

    @BeforeParameterizedClassInvocation
    static void start(Door door, @TempDir Path directory) throws Exception {
        server = door.start(directory);
        list(server.httpUri());
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest stations = HttpRequest.newBuilder(server.httpUri().resolve("api/v1/directory/stations?limit=1"))
                .build();
        await("all are found").atMost(PATIENCE).until(() -> client.send(stations, BodyHandlers.ofString())
                .body()
                .startsWith("{\"total\":" + ENTRIES + ","));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    private static void list(URI at) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        AtomicInteger next = new AtomicInteger();
        CompletableFuture<?>[] servers = IntStream.range(0, AT_ONCE)
                .mapToObj(one -> listNext(client, at.resolve("cgi-bin/yp-cgi"), next))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(servers).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static CompletableFuture<Void> listNext(HttpClient client, URI at, AtomicInteger next) {
        int number = next.getAndIncrement();
        if (number >= ENTRIES) {
            return CompletableFuture.completedFuture(null);
        }
        HttpRequest add = HttpRequest.newBuilder(at)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("action=add&sn=Station+%3C" + number + "%3E+%26+%C3%BC&genre=ambient+g"
                        + number % 100 + "&cpswd=&desc=Slow&url=&listenurl=http%3A%2F%2Fradio.example%3A8000%2F"
                        + number + "%3Fa%26b&type=audio%2Fmpeg&stype=&b=128\r\n"))
                .build();
        return client.sendAsync(add, BodyHandlers.ofString()).thenCompose(answer -> {
            assertThat(answer.headers().firstValue("ypresponse"))
                    .as(answer.body())
                    .contains("1");
            return listNext(client, at, next);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "directory",
                "directory/genres",
                "directory/new.atom",
                "directory/listen.m3u",
                "api/v1/directory/stations",
                "yp.xml"
            })
    void headTellsNoWrongLength(String path) throws Exception {
        int length = lengthBesideHead(path, "-H", "Accept-Encoding: identity");

        assertThat(length).isGreaterThan(5_000);
        assertThat(lengthBesideHead(path, PACKED)).isPositive();
    }

    /** Of what GET sends, if HEAD says no other. */
    private int lengthBesideHead(String path, String... options) throws IOException {
        Answer get = curl(path, options);
        Answer head =
                curl(path, Stream.concat(Stream.of("-I"), Stream.of(options)).toArray(String[]::new));

        assertThat(head.head.status()).isEqualTo(200);
        assertThat(head.head.header("content-encoding")).isEqualTo(get.head.header("content-encoding"));
        assertThat(head.head.header("content-length"))
                .satisfiesAnyOf(none -> assertThat(none).isEmpty(), right -> assertThat(right)
                        .contains(Integer.toString(get.body.length)));
        return get.body.length;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"directory", "directory/genres", "api/v1/directory/stations?limit=100", "api/v1/directory/genres"
            })
    void textOfTheDirectoryComesCompressed(String path) throws Exception {
        Answer plain = curl(path);
        Answer packed = curl(path, PACKED);

        assertThat(plain.head.header("content-encoding")).isEmpty();
        assertThat(packed.head.header("content-encoding")).contains("gzip");
        for (Answer answer : List.of(plain, packed)) {
            assertThat(answer.head.header("vary").orElse("")).contains("Accept-Encoding");
            assertThat(answer.head.header("content-length").orElse(Integer.toString(answer.body.length)))
                    .isEqualTo(Integer.toString(answer.body.length));
        }
        assertThat(unpacked(packed)).isEqualTo(plain.body);
        assertThat(packed.body.length).isLessThan(plain.body.length / 3);
    }

    private static byte[] unpacked(Answer packed) throws IOException {
        try (GZIPInputStream bytes = new GZIPInputStream(new ByteArrayInputStream(packed.body))) {
            return bytes.readAllBytes();
        }
    }

    @Test
    void mirrorsHaveEveryStreamWithGzipAlone() throws Exception {
        String path = "api/v1/directory/entries";
        Answer list = curl(path, "-H", "Accept-Encoding: *");

        assertThat(list.head.status()).isEqualTo(200);
        assertThat(list.head.header("content-encoding")).contains("gzip");
        assertThat(new String(unpacked(list), StandardCharsets.UTF_8).lines())
                .hasSize(ENTRIES)
                .allMatch(line -> line.startsWith("{\"listenUrl\":\"http://radio.example:8000/"));
        assertThat(curl(path, "-I", PACKED[0], PACKED[1]).head.header("content-length"))
                .contains(Integer.toString(list.body.length));
        assertThat(curl(path).head.status()).isEqualTo(406);
    }

    @Test
    void dumpHasEveryStreamHoweverItIsSent() throws Exception {
        Answer plain = curl("yp.xml");
        Answer packed = curl("yp.xml", PACKED);

        assertThat(plain.head.status()).isEqualTo(200);
        assertThat(plain.head.header("content-type").orElse("").toLowerCase(Locale.ROOT))
                .matches("text/xml; ?charset=utf-8");
        assertThat(plain.head.header("content-encoding")).isEmpty();
        assertThat(packed.head.header("content-encoding")).contains("gzip");
        assertThat(unpacked(packed)).isEqualTo(plain.body);
        assertThat(curl("yp.xml", "--compressed").body).isEqualTo(plain.body);
        assertThat(YpReaders.strictly(new ByteArrayInputStream(plain.body))).hasSize(ENTRIES);
        assertThat(YpReaders.asVlc(new ByteArrayInputStream(plain.body)))
                .hasSize(ENTRIES)
                .contains(new YpReaders.Item(
                        "http://radio.example:8000/777?a&b",
                        "Station <777> & ü",
                        "ambient g77",
                        "",
                        "128",
                        "audio/mpeg"));
    }

    @Test
    void headHasTheHeadersAlone() throws Exception {
        Answer whole = curl("yp.xml");
        Answer head = curl("yp.xml", "-I");

        assertThat(head.head.status()).isEqualTo(200);
        assertThat(head.head.header("etag"))
                .isEqualTo(whole.head.header("etag"))
                .isPresent();
        assertThat(head.head.header("last-modified")).isEmpty();
        assertThat(head.head.header("content-length").orElse("none")).isNotEqualTo("0");
    }

    @Test
    void whoHasItIsNotSentItAgain() throws Exception {
        for (String path : List.of("yp.xml", "directory/new.atom")) {
            Path tag = directory.resolve("tag");
            run("-sS", "--etag-save", tag.toString(), "-o", "/dev/null", address(path));
            Answer again = curl(path, "--etag-compare", tag.toString());

            assertThat(again.head.status()).as(path).isEqualTo(304);
            assertThat(again.body).isEmpty();
        }
    }

    /** None of them takes anything, and others are served all the same. */
    @Test
    void slowClientsStandInNobodysWay() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW_CLIENTS; i++) {
                slow.add(ask("GET " + door.address(server).getPath() + "yp.xml HTTP/1.1\r\nHost: x\r\n\r\n"));
            }
            for (Socket client : slow) {
                assertThat(new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 200");
            }
            assertThat(YpReaders.strictly(new ByteArrayInputStream(curl("yp.xml").body)))
                    .hasSize(ENTRIES);
        } finally {
            for (Socket client : slow) {
                client.close();
            }
        }
        assertThat(server.log()).doesNotContain("OutOfMemoryError", "has been closed");
    }

    private Socket ask(String request) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8192);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress("127.0.0.1", door.address(server).getPort()));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void stationIsFoundPlayedAndClickedOn() throws Exception {
        String found = text(curl("api/v1/directory/stations?q=%3C4711%3E"));
        assertThat(found).startsWith("{\"total\":1,").contains("\"clicks\":0");
        String page = found.replaceFirst(".*\"page\":\"([^\"]*)\".*", "$1");
        assertThat(page).startsWith(door.address(server) + "directory/stations/");
        String id = page.replaceFirst(".*/", "");

        assertThat(text(curl("directory/stations/" + id + "/listen.m3u")))
                .isEqualTo("#EXTM3U\r\n#EXTINF:-1,Station <4711> & ü\r\nhttp://radio.example:8000/4711?a&b\r\n");
        Answer click = curl("directory/stations/" + id + "/clicks", "-X", "POST", "-H", "Content-Length: 0");
        assertThat(click.head.status()).isEqualTo(204);
        assertThat(text(curl("api/v1/directory/stations/" + id))).contains("\"clicks\":1,", "\"entries\":[{");
        assertThat(text(curl("directory/listen.pls"))).contains("NumberOfEntries=500\r\n");
        assertThat(text(curl("directory/new.atom"))).contains("<link rel=\"alternate\" href=\"" + door.address(server));
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Answer(ResponseHead head, byte[] body) {}

    private static String text(Answer answer) {
        return new String(answer.body, StandardCharsets.UTF_8);
    }

    private Answer curl(String path, String... options) throws IOException {
        Path head = directory.resolve("head");
        Path body = Files.write(directory.resolve("body"), new byte[0]);
        List<String> arguments = new ArrayList<>(List.of("-sS", "-D", head.toString(), "-o", body.toString()));
        arguments.addAll(List.of(options));
        arguments.add(address(path));
        run(arguments.toArray(String[]::new));
        boolean headOnly = List.of(options).contains("-I");
        return new Answer(
                ResponseHead.parse(Files.readString(head)), headOnly ? new byte[0] : Files.readAllBytes(body));
    }

    private static void run(String... arguments) throws IOException {
        try (RunningProgram curl = RunningProgram.start(Program.CURL, arguments)) {
            assertThat(curl.awaitExit(PATIENCE)).as(curl::toString).isZero();
        }
    }

    private String address(String path) {
        return door.address(server) + path;
    }
}
