package org.icefloe.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.clients.Ffmpeg;
import org.icefloe.testkit.clients.Icecast2Catalog;
import org.icefloe.testkit.clients.RunningServer;
import org.icefloe.testkit.clients.RunningSource;
import org.icefloe.testkit.clients.Sample;
import org.icefloe.testkit.clients.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends the same requests to this server and to Debian's icecast2 and compares what their access logs say. Times are
 * masked, and so are the connected seconds, which icecast2 rounds in another way. Replies are not the same length; that
 * of each has to be the number in its line. The one other difference is the user of an admin request, which icecast2
 * leaves out.
 */
class AccessLogLikeIcecastIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Address and user; time; request and status; bytes; referer and agent; seconds. */
    private static final Pattern LINE =
            Pattern.compile("(\\S+ - \\S+) (\\[[^]]+]) (\"[^\"]*\" \\d+) (\\d+) (\"[^\"]*\" \"[^\"]*\") (\\d+)");

    @TempDir
    static Path directory;

    private static RunningServer icecast;
    private static Server icefloe;

    @BeforeAll
    static void start() {
        icecast = new Icecast2Catalog().standalone(Duration.ofSeconds(10));
        icefloe = JarServer.in(directory).start();
    }

    @AfterAll
    static void stop() {
        icefloe.close();
        icecast.close();
    }

    private static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair) + "\r\n";
    }

    /** Requests that are answered and closed, one character a byte. */
    private static List<String> requests() {
        String source = basic("source", "hackme");
        return List.of(
                "GET /one HTTP/1.0\r\n\r\n",
                "GET /two?a=b&c=%20 HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /three HTTP/1.1\r\nReferer: http://r/a b?x=\"q\"\r\nUser-Agent: UA/1 (\u00c3\u00a9; \"q\" \\ %41)\r\n\r\n",
                "GET /four%20x%22y\u00e9\u00c3\u00a9 HTTP/1.1\r\n\r\n",
                "GET /fi\u0001ve\u001b\"\\ HTTP/1.1\r\nUser-Agent: a\tb\u0001c\u001bd\u00ffz\r\nReferer: x\ty\r\n\r\n",
                "GET /six HTTP/1.1\r\nUser-Agent:\r\nReferer: \r\n\r\n",
                "GET /seven ICE/1.0\r\nuser-agent:  blanks around  \r\n\r\n",
                "GET /eight HTTP/1.0\r\n" + basic("nobody", "asked") + "\r\n",
                "GET /nine.m3u HTTP/1.1\r\nHost: h\r\nUser-Agent: browser\r\n\r\n",
                "GET /admin/stats HTTP/1.0\r\n\r\n",
                "GET /admin/listmounts HTTP/1.0\r\n" + basic("admin", "wrong") + "\r\n",
                "SOURCE /without HTTP/1.0\r\nContent-Type: audio/mpeg\r\n\r\n",
                "SOURCE /wrong HTTP/1.0\r\n" + basic("source", "bad") + "Content-Type: audio/mpeg\r\n\r\n",
                "PUT /untyped HTTP/1.1\r\n" + source + "\r\n");
    }

    /** Requests that are let in, and end when the client closes; with the length of what it is told. */
    private static Map<String, Integer> sources() {
        String rest = basic("source", "hackme") + "Content-Type: audio/mpeg\r\n\r\n";
        return Map.of(
                "PUT /put HTTP/1.1\r\nUser-Agent: enc/1 x\r\n" + rest, 19,
                "PUT /expect HTTP/1.1\r\nExpect: 100-continue\r\n" + rest, 63,
                "SOURCE /source ICE/1.0\r\n" + rest, 19);
    }

    @Test
    void linesAreIcecasts() throws Exception {
        Target ours = new Door(icefloe.streamPort());
        List<String> expected = masked(Icecast2Catalog.accessLog(icecast), played(icecast.streamDoor()));
        List<String> found = masked(icefloe.home().resolve("log/access.log"), played(ours));

        assertThat(expected).hasSize(requests().size() + sources().size() + 2);
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    /** Plays the whole script; the lengths of replies by method and path. */
    private static Map<String, Long> played(Target door) throws Exception {
        Map<String, Long> replies = new HashMap<>();
        for (String request : requests()) {
            try (Socket client = said(door, request)) {
                replies.put(key(request), (long) client.getInputStream().readAllBytes().length);
            }
        }
        for (Map.Entry<String, Integer> source : sources().entrySet()) {
            try (Socket client = said(door, source.getKey())) {
                assertThat(client.getInputStream().readNBytes(source.getValue()))
                        .endsWith("200 OK\r\n\r\n".getBytes());
            }
            replies.put(key(source.getKey()), (long) source.getValue());
        }
        replies.put("PUT /live.mp3", 63L);
        replies.put("GET /live.mp3", heardOfFfmpeg(door));
        return replies;
    }

    /** What a listener is sent of a real encoder's stream, to its end. */
    private static long heardOfFfmpeg(Target door) throws Exception {
        RunningSource ffmpeg = Ffmpeg.put(Sample.MP3).start(door, "/live.mp3");
        try {
            await().atMost(PATIENCE).until(() -> status(door).contains("live.mp3"));
            String get = "GET /live.mp3?x=y HTTP/1.1\r\nUser-Agent: player\r\nIcy-MetaData: 1\r\n\r\n";
            try (Socket listener = said(door, get)) {
                InputStream in = listener.getInputStream();
                long heard = in.readNBytes(20_000).length;
                ffmpeg.close();
                return heard + in.readAllBytes().length;
            }
        } finally {
            ffmpeg.close();
        }
    }

    private static String status(Target door) throws IOException {
        try (Socket client = said(door, "GET /status-json.xsl HTTP/1.0\r\n\r\n")) {
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Socket said(Target door, String request) throws IOException {
        Socket socket = new Socket("127.0.0.1", door.streamPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static String key(String request) {
        String[] words = request.split("[ ?]");
        return words[0] + " " + words[1];
    }

    /** All lines, as soon as there is one for each reply, without what differs for a reason. */
    private static List<String> masked(Path log, Map<String, Long> replies) throws IOException {
        Map<String, Long> lengths = new HashMap<>();
        replies.forEach((key, length) -> lengths.put(key.replaceAll("[^ -~]|[\"\\\\]", "."), length));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(lines(log)).hasSize(replies.size()));
        return lines(log).stream().map(line -> masked(line, lengths)).toList();
    }

    private static List<String> lines(Path log) throws IOException {
        return Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> !line.contains("/status-json.xsl") && !line.contains("/health/"))
                .toList();
    }

    private static String masked(String line, Map<String, Long> lengths) {
        Matcher parts = LINE.matcher(line);
        assertThat(parts.matches()).as(line).isTrue();
        assertThat(parts.group(2)).matches("\\[\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d [+-]\\d{4}]");
        String[] request = parts.group(3).substring(1).split(" ");
        assertThat(Long.parseLong(parts.group(4))).as(line).isEqualTo(lengths.get(request[0] + " " + request[1]));
        String user = request[1].startsWith("/admin/") ? parts.group(1).replaceFirst("\\S+$", "USER") : parts.group(1);
        return user + " [TIME] " + parts.group(3) + " LENGTH " + parts.group(5) + " SECONDS";
    }

    private record Door(int streamPort) implements Target {
        @Override
        public String name() {
            return "java -jar, stream port";
        }

        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public int shoutcastPort() {
            return streamPort + 1;
        }

        @Override
        public String sourcePassword() {
            return Server.PASSWORD;
        }
    }
}
