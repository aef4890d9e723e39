package org.icefloe.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
import org.junit.jupiter.params.provider.EnumSource;

/** Files at every door, asked for by curl. In containers that are not ours, the WAR lies at {@code /radio}. */
@ParameterizedClass
@EnumSource
class FilesAtDoorsIT {
    /** More than fits an int; of zeros, which take no room on the disk, with a few bytes at the end. */
    private static final long LARGE = 2_200_000_000L;

    private static final byte[] SOUND = sound();

    /** More than a container has threads. */
    private static final int SLOW_CLIENTS = 250;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static Server server;

    @Parameter
    Door door;

    @TempDir
    Path directory;

    /** Where the files are asked for. */
    enum Door {
        STREAM_PORT,
        EMBEDDED_JETTY,
        TOMCAT_10_1,
        TOMCAT_11,
        JETTY_12_0,
        JETTY_12_1;

        /** With a heap that no large file would fit into. */
        Server start(Path directory) {
            return this == STREAM_PORT || this == EMBEDDED_JETTY
                    ? JarServer.in(directory).jvmOption("-Xmx128m").start()
                    : StockContainer.valueOf(name()).start(directory, "radio", Map.of("JAVA_TOOL_OPTIONS", "-Xmx192m"));
        }

        URI address(Server server) {
            return this == STREAM_PORT ? URI.create("http://127.0.0.1:" + server.streamPort() + "/") : server.httpUri();
        }
    }

    @BeforeParameterizedClassInvocation
    static void start(Door door, @TempDir Path directory) throws IOException {
        server = door.start(directory);
        Path web = server.home().resolve("web");
        Files.write(Files.createDirectories(web.resolve("a b")).resolve("ü.mp3"), SOUND);
        try (RandomAccessFile large =
                new RandomAccessFile(web.resolve("large.ogg").toFile(), "rw")) {
            large.setLength(LARGE - 5);
            large.seek(LARGE - 5);
            large.write("hello".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    private static byte[] sound() {
        byte[] bytes = new byte[3_000_000];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    @Test
    void fileComesAsItIs() throws IOException {
        Answer answer = curl("a%20b/%C3%BC.mp3");

        assertThat(answer.head.status()).isEqualTo(200);
        assertThat(answer.head.header("content-type")).contains("audio/mpeg");
        assertThat(answer.head.header("content-length")).contains("3000000");
        assertThat(answer.head.header("accept-ranges")).contains("bytes");
        assertThat(answer.body).isEqualTo(SOUND);
    }

    @Test
    void headHasTheLengthOfALargeFile() throws IOException {
        Answer answer = curl("large.ogg", "-I");

        assertThat(answer.head.status()).isEqualTo(200);
        assertThat(answer.head.header("content-length")).contains(Long.toString(LARGE));
        assertThat(answer.head.header("etag")).isPresent();
    }

    @Test
    void lastBytesOfALargeFileComeWithoutTheOthers() throws IOException {
        Answer answer = curl("large.ogg", "-r", "-5");

        assertThat(answer.head.status()).isEqualTo(206);
        assertThat(answer.head.header("content-range")).contains("bytes 2199999995-2199999999/2200000000");
        assertThat(answer.body).asString().isEqualTo("hello");
    }

    @Test
    void downloadThatWasCutGoesOnWhereItWas() throws IOException {
        Path part = Files.write(directory.resolve("part"), Arrays.copyOf(SOUND, 1_234_567));

        run("-sS", "-C", "-", "-o", part.toString(), address("a%20b/%C3%BC.mp3"));

        assertThat(part).hasBinaryContent(SOUND);
    }

    @Test
    void rangesComeInOneBodyWithBoundaries() throws IOException {
        Answer answer = curl("a%20b/%C3%BC.mp3", "-r", "0-0,1000000-1000001,-1");

        assertThat(answer.head.status()).isEqualTo(206);
        String boundary =
                answer.head.header("content-type").orElseThrow().replaceFirst("multipart/byteranges; ?boundary=", "");
        String body = new String(answer.body, StandardCharsets.ISO_8859_1);
        assertThat(body.split("\r\n--" + boundary, -1)).hasSize(5);
        assertThat(body)
                .contains("\r\nContent-Range: bytes 0-0/3000000\r\n\r\n" + (char) (SOUND[0] & 0xFF) + "\r\n--")
                .endsWith((char) (SOUND[2_999_999] & 0xFF) + "\r\n--" + boundary + "--\r\n");
        assertThat(answer.head.header("content-length")).contains(Integer.toString(body.length()));
    }

    @Test
    void fileThatTheClientHasIsNotSentAgain() throws IOException {
        Path tag = directory.resolve("tag");
        Path copy = directory.resolve("copy");
        run("-sS", "-R", "--etag-save", tag.toString(), "-o", copy.toString(), address("a%20b/%C3%BC.mp3"));

        Answer byTag = curl("a%20b/%C3%BC.mp3", "--etag-compare", tag.toString());
        Answer byDate = curl("a%20b/%C3%BC.mp3", "-z", copy.toString());

        assertThat(byTag.head.status()).isEqualTo(304);
        assertThat(byTag.head.header("content-length").orElse("3000000")).isEqualTo("3000000");
        assertThat(byDate.head.status()).isEqualTo(304);
        assertThat(byTag.body).isEmpty();
        assertThat(byDate.body).isEmpty();
    }

    @Test
    void whatIsNotThereIsToldWithItsStatus() throws IOException {
        assertThat(curl("nix.mp3").head.status()).isEqualTo(404);
        assertThat(curl("a%20b").head.status()).isEqualTo(404);
        assertThat(curl("icefloe.properties").head.status()).isEqualTo(404);
        assertThat(curl("large.ogg", "-r", "3000000000-").head.header("content-range"))
                .contains("bytes */2200000000");
        assertThat(curl("large.ogg", "-H", "If-Match: \"x\"").head.status()).isEqualTo(412);
    }

    @Test
    void pathThatClimbsOutFindsNothing() throws IOException {
        for (String path : List.of("../icefloe.properties", "..%2fdb", "%2e%2e/db", "a%20b/..%5c..%5cdb", "..;/db")) {
            assertThat(curl(path, "--path-as-is").head.status()).as(path).isBetween(400, 404);
        }
    }

    @Test
    void largeFileIsSentWithLittleMemory() throws IOException {
        String said = RunningProgram.run(
                Program.CURL, "-sS", "-o", "/dev/null", "-w", "%{http_code} %{size_download}", address("large.ogg"));

        assertThat(said).isEqualTo("200 " + LARGE);
    }

    /** None of them takes anything, and others are served all the same. */
    @Test
    void slowClientsStandInNobodysWay() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW_CLIENTS; i++) {
                slow.add(ask("GET " + door.address(server).getPath() + "large.ogg HTTP/1.1\r\nHost: x\r\n\r\n"));
            }
            for (Socket client : slow) {
                assertThat(new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 200");
            }
            assertThat(curl("a%20b/%C3%BC.mp3").body).isEqualTo(SOUND);
        } finally {
            for (Socket client : slow) {
                client.close();
            }
        }
    }

    private Socket ask(String request) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8192);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress("127.0.0.1", door.address(server).getPort()));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Answer(ResponseHead head, byte[] body) {}

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
