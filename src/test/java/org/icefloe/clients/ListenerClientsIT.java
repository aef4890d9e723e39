package org.icefloe.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.icefloe.testkit.clients.Browser;
import org.icefloe.testkit.clients.CompatibilityTable;
import org.icefloe.testkit.clients.CompatibilityTable.Side;
import org.icefloe.testkit.clients.Decoding;
import org.icefloe.testkit.clients.Ffmpeg;
import org.icefloe.testkit.clients.Heard;
import org.icefloe.testkit.clients.Pages;
import org.icefloe.testkit.clients.Program;
import org.icefloe.testkit.clients.Recorder;
import org.icefloe.testkit.clients.Recording;
import org.icefloe.testkit.clients.ResponseHead;
import org.icefloe.testkit.clients.RunningProgram;
import org.icefloe.testkit.clients.RunningServer;
import org.icefloe.testkit.clients.RunningSource;
import org.icefloe.testkit.clients.Sample;
import org.icefloe.testkit.clients.ServerCatalog;
import org.icefloe.testkit.clients.Sound;
import org.icefloe.testkit.clients.Target;
import org.icefloe.testkit.clients.TitleUpdate;
import org.icefloe.testkit.clients.WholeFrames;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every listener on the stream port, with a source on each of five mounts. */
@DisplayName("On the stream port, a listener")
@Execution(ExecutionMode.CONCURRENT)
class ListenerClientsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LENGTH = Duration.ofSeconds(5);
    private static final String TITLE = "Quartet - Adagio";

    @RegisterExtension
    static final CompatibilityTable table = new CompatibilityTable();

    private static final List<RunningSource> sources = new ArrayList<>();

    @AutoClose
    private static RunningServer server;

    private static Target target;

    @TempDir
    Path directory;

    @BeforeAll
    static void putSourcesOn() throws IOException {
        server = ServerCatalog.find().standalone(Duration.ofSeconds(10));
        target = server.streamDoor();
        for (Sample sample : List.of(Sample.MP3, Sample.AAC, Sample.VORBIS, Sample.OPUS, Sample.FLAC)) {
            sources.add(Ffmpeg.put(sample).start(target, mount(sample)));
        }
        for (Sample sample : List.of(Sample.MP3, Sample.AAC, Sample.VORBIS, Sample.OPUS, Sample.FLAC)) {
            Recorder.http10(address(sample)).recordOnceLive(PATIENCE, Duration.ZERO);
        }
    }

    @AfterAll
    static void endSources() {
        sources.forEach(RunningSource::close);
    }

    private static String mount(Sample sample) {
        return "/" + sample.name().toLowerCase(Locale.ROOT) + sample.extension();
    }

    private static URI address(Sample sample) {
        return target.mountUrl(mount(sample));
    }

    /** Heard a few seconds later, behind the burst, for titles keep their place in the stream. */
    private static void tellTitle() throws IOException {
        TitleUpdate.send(target, mount(Sample.MP3), TITLE);
    }

    private static void trying(Program program, String options, String what) {
        table.trying(Side.LISTENER, target, (program + " " + program.version() + " " + options).strip(), what);
    }

    @ParameterizedTest(name = "ffmpeg decodes {0}")
    @EnumSource(names = {"MP3", "AAC", "VORBIS", "OPUS", "FLAC"})
    void ffmpegDecodes(Sample sample) throws IOException {
        trying(Program.FFMPEG, "", CompatibilityTable.words(sample));
        Decoding.checkLive(address(sample), 5);
    }

    @Test
    void mpg123PlaysAndShowsTheTitle() throws IOException {
        trying(Program.MPG123, "", "mp3, titles");
        tellTitle();
        Path wave = directory.resolve("mpg123.wav");
        String said = RunningProgram.run(
                Program.MPG123,
                "-v",
                "-n",
                "250",
                "-w",
                wave.toString(),
                address(Sample.MP3).toString());
        Sound.of(wave).assertHolds(4);
        assertThat(said).contains("ICY-NAME: " + Ffmpeg.NAME).contains("ICY-META: StreamTitle='" + TITLE);
    }

    /** Of the Ogg formats ogg123 reads no other by HTTP, from whatever server. It begins when it has some 16 KiB. */
    @Test
    void ogg123PlaysVorbis() throws IOException {
        trying(Program.OGG123, "", "vorbis");
        Path wave = directory.resolve("ogg123.wav");
        try (RunningProgram ogg123 = RunningProgram.start(
                Program.OGG123,
                "-q",
                "-d",
                "wav",
                "-f",
                wave.toString(),
                address(Sample.VORBIS).toString())) {
            await(ogg123.toString()).atMost(PATIENCE).until(() -> Files.exists(wave) && Files.size(wave) > 1_000_000);
        }
        Sound.of(wave).assertHolds(5);
    }

    /** It looks at the beginning of the burst alone, so it is asked until the title is no longer newer than that. */
    @Test
    void ffprobeShowsNameAndTitle() throws IOException {
        trying(Program.FFPROBE, "", "name and title");
        tellTitle();
        String tags = await().atMost(PATIENCE).until(ListenerClientsIT::probe, said -> said.contains(TITLE));
        assertThat(tags).contains("TAG:icy-name=" + Ffmpeg.NAME).contains("TAG:StreamTitle=" + TITLE);
    }

    private static String probe() throws IOException {
        return RunningProgram.run(
                Program.FFPROBE,
                "-v",
                "error",
                "-show_entries",
                "format_tags",
                "-of",
                "default=noprint_wrappers=1",
                address(Sample.MP3).toString());
    }

    @ParameterizedTest(name = "curl {0} is sent the plain stream")
    @ValueSource(strings = {"--http1.0", "--http1.1"})
    void curlIsSentThePlainStream(String version) throws IOException {
        trying(Program.CURL, version, "mp3");
        Path body = directory.resolve("curl.mp3");
        ResponseHead head = curl(body, version);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers()).doesNotContainKeys("transfer-encoding", "content-length", "icy-metaint");
        assertThat(head.header("content-type")).contains("audio/mpeg");
        Heard.assertWhole(new Recording(head, Files.readAllBytes(body), List.of()));
    }

    @Test
    void aRangeFromTheBeginningIsAnsweredWith200() throws IOException {
        trying(Program.CURL, "--range 0-", "200");
        ResponseHead head = curl(directory.resolve("range.mp3"), "--range", "0-");
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.headers()).doesNotContainKeys("content-range", "content-length");
    }

    /** curl ends with its own time limit, status 28: a stream has no end. */
    private ResponseHead curl(Path body, String... options) throws IOException {
        Path head = directory.resolve("head");
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-sS", "--max-time", Long.toString(LENGTH.toSeconds())));
        arguments.addAll(List.of(
                "-D",
                head.toString(),
                "-o",
                body.toString(),
                address(Sample.MP3).toString()));
        try (RunningProgram curl = RunningProgram.start(Program.CURL, arguments.toArray(String[]::new))) {
            assertThat(curl.awaitExit(PATIENCE)).as(curl::output).isEqualTo(28);
        }
        return ResponseHead.parse(Files.readString(head));
    }

    @ParameterizedTest(name = "of {0} begins on a frame")
    @EnumSource(names = {"MP3", "AAC", "VORBIS", "OPUS", "FLAC"})
    void beginsOnAFrame(Sample sample) throws IOException {
        Recording recording = Recorder.http11(address(sample)).record(Duration.ofSeconds(2));
        assertThat(recording.audio()).isNotEmpty();
        assertThat(WholeFrames.of(recording.audio()).begin()).isZero();
    }

    @Test
    void metadataIsExactAtTheByte() throws IOException {
        Recording recording =
                Recorder.http10(address(Sample.MP3)).withIcyMetadata().record(LENGTH);
        assertThat(recording.head().header("icy-metaint")).contains("16000");
        assertThat(recording.titles().get(0).offset()).isEqualTo(16_000);
        assertThat(recording.titles()).extracting(Recording.Title::text).allMatch(t -> t.startsWith("StreamTitle='"));
        Heard.assertWhole(recording);
    }

    @Test
    void aPageOfAnotherOriginReadsTheTitle() throws IOException {
        trying(Program.CHROMIUM, "fetch()", "mp3, titles");
        tellTitle();
        try (Pages pages = Pages.start();
                Browser browser = Browser.open()) {
            browser.visit(pages.address("icy.html", address(Sample.MP3)));
            assertThat(browser.result())
                    .startsWith("interval 16000, name " + Ffmpeg.NAME + ", StreamTitle='" + TITLE + "';");
        }
    }

    @ParameterizedTest(name = "an audio element plays {0}")
    @EnumSource(names = {"MP3", "AAC", "VORBIS", "OPUS", "FLAC"})
    void anAudioElementPlays(Sample sample) throws IOException {
        trying(Program.CHROMIUM, "<audio>", CompatibilityTable.words(sample));
        try (Pages pages = Pages.start();
                Browser browser = Browser.open()) {
            browser.visit(pages.address("audio.html", address(sample)));
            assertThat(browser.result()).isEqualTo("played");
        }
    }
}
