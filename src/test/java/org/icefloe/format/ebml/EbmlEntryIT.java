package org.icefloe.format.ebml;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.icefloe.format.Encoded;
import org.icefloe.format.Frame;
import org.icefloe.format.Portions;
import org.icefloe.format.RecordingSink;
import org.icefloe.format.RecordingSink.Kept;
import org.icefloe.format.StreamTags;
import org.icefloe.testkit.clients.Browser;
import org.icefloe.testkit.clients.Program;
import org.icefloe.testkit.clients.RunningProgram;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What listeners are sent who join somewhere, or hear many titles, put before real players. */
class EbmlEntryIT {
    private static final int JOINS = 40;
    private static final int TITLES = 20;

    private enum Muxed {
        OPUS("opus.webm", false, "-c:a libopus -b:a 48k -f webm -live 1 -cluster_time_limit 700"),
        VORBIS("vorbis.webm", false, "-c:a libvorbis -f webm"),
        VP8("vp8.webm", true, "-c:v libvpx -g 30 -c:a libopus -f webm -live 1 -cluster_time_limit 1000"),
        VP9("vp9.webm", true, "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 30 -c:a libopus -f webm -live 1"),
        H264(
                "h264.mkv",
                true,
                "-c:v libx264 -preset ultrafast -g 30 -c:a aac -f matroska -live 1 -cluster_time_limit 500");

        private final String file;
        private final boolean hasPictures;
        private final String arguments;

        Muxed(String file, boolean hasPictures, String arguments) {
            this.file = file;
            this.hasPictures = hasPictures;
            this.arguments = arguments;
        }

        byte[] bytes() throws IOException {
            return hasPictures ? Encoded.pictures(file, arguments) : Encoded.sound(file, arguments);
        }
    }

    @TempDir
    Path directory;

    private final Random random = new Random(4);

    @ParameterizedTest
    @EnumSource
    void joinedAnywhereItDecodesWithoutAnError(Muxed muxed) throws IOException {
        List<Kept> frames = parsed(muxed).frames();
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < JOINS; i++) {
            files.add(write("joined" + i, joinedBehind(random.nextInt(frames.size() * 9 / 10), frames)));
        }
        assertThat(ffmpeg(files)).isEmpty();
    }

    /** As somebody is who is moved to another stream, or whose source goes: behind any frame. */
    @ParameterizedTest
    @EnumSource
    void leftAnywhereItDecodesWithoutAnError(Muxed muxed) throws IOException {
        List<Kept> frames = parsed(muxed).frames();
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < JOINS; i++) {
            int end = frames.size() / 3 + random.nextInt(frames.size() * 2 / 3);
            files.add(write("left" + i, join(frames.subList(0, end))));
        }
        assertThat(ffmpeg(files)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyFrameOfTheEncoderArrivesAmongManyTitles(Muxed muxed) throws IOException {
        Path sent = write("sent", muxed.bytes());
        Path heard = write("heard", retitled(muxed));
        assertThat(ffmpeg(List.of(heard))).isEmpty();
        assertThat(frameHashes(heard)).isEqualTo(frameHashes(sent));
        assertThat(frameHashes(heard).lines()).hasSizeGreaterThan(800);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPUS", "VORBIS", "VP8", "VP9"})
    void aBrowserPlaysOnThroughManyTitles(Muxed muxed) throws IOException {
        assertThat(playedInBrowser(retitled(muxed))).isEqualTo("played");
    }

    @ParameterizedTest
    @EnumSource(names = {"OPUS", "VP8"})
    void aBrowserPlaysWhatItJoinsInTheMiddle(Muxed muxed) throws IOException {
        List<Kept> frames = parsed(muxed).frames();
        assertThat(playedInBrowser(joinedBehind(frames.size() / 4, frames))).isEqualTo("played");
    }

    private static RecordingSink parsed(Muxed muxed) throws IOException {
        return Portions.readIn(List.of(1400), new EbmlParser(), muxed.bytes());
    }

    private static byte[] retitled(Muxed muxed) throws IOException {
        byte[] bytes = muxed.bytes();
        EbmlParser parser = new EbmlParser();
        RecordingSink sink = new RecordingSink();
        for (int i = 0; i < TITLES; i++) {
            int from = bytes.length / TITLES * i;
            int to = i == TITLES - 1 ? bytes.length : bytes.length / TITLES * (i + 1);
            parser.read(ByteBuffer.wrap(bytes, from, to - from), sink);
            parser.retitle(new StreamTags("Floe", "Title " + i));
        }
        assertThat(sink.tags()).hasSize(TITLES - 1);
        return sink.bytes();
    }

    /** The headers, and everything from the next entry on. */
    private static byte[] joinedBehind(int frame, List<Kept> frames) {
        int entry = IntStream.range(frame, frames.size())
                .filter(i -> frames.get(i).kind() == Frame.Kind.ENTRY)
                .findFirst()
                .orElseThrow();
        List<Kept> joined = new ArrayList<>(frames.stream()
                .filter(kept -> kept.kind() == Frame.Kind.LINK_START || kept.kind() == Frame.Kind.HEADER)
                .toList());
        joined.addAll(frames.subList(entry, frames.size()));
        return join(joined);
    }

    /** All files in one process, each with decoders of its own. */
    private static String ffmpeg(List<Path> files) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-nostdin", "-v", "error"));
        files.forEach(file -> arguments.addAll(List.of("-i", file.toString())));
        for (int i = 0; i < files.size(); i++) {
            arguments.addAll(List.of("-map", Integer.toString(i)));
        }
        arguments.addAll(List.of("-f", "null", "-"));
        return RunningProgram.run(Program.FFMPEG, arguments.toArray(String[]::new));
    }

    /** A line for each packet: its track, its time and a checksum of its bytes. */
    private static String frameHashes(Path file) throws IOException {
        return RunningProgram.run(
                Program.FFMPEG, ("-nostdin -v error -copyts -i " + file + " -map 0 -c copy -f framecrc -").split(" "));
    }

    private static String playedInBrowser(byte[] stream) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/stream", exchange -> answer("video/webm", stream, exchange));
        server.createContext("/", exchange -> answer("text/html", page(), exchange));
        server.start();
        try (Browser browser = Browser.open()) {
            browser.visit(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
            return browser.result();
        } finally {
            server.stop(0);
        }
    }

    /** Four times as fast, up to the second before the end. */
    private static byte[] page() {
        return """
                <video id="player" src="/stream" muted></video>
                <script>
                  player.onerror = () => window.result = player.error.message || 'error ' + player.error.code;
                  player.onended = () => window.result = player.currentTime > 19 ? 'played' : 'ended early';
                  player.playbackRate = 4;
                  player.play().catch(error => window.result = error.message);
                </script>
                """.getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(String type, byte[] body, HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }

    private static byte[] join(List<Kept> frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        frames.forEach(frame -> bytes.writeBytes(frame.bytes()));
        return bytes.toByteArray();
    }
}
