package org.icefloe.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.icefloe.testkit.clients.CompatibilityTable;
import org.icefloe.testkit.clients.CurlChunked;
import org.icefloe.testkit.clients.Ezstream;
import org.icefloe.testkit.clients.Ffmpeg;
import org.icefloe.testkit.clients.Heard;
import org.icefloe.testkit.clients.Ices2;
import org.icefloe.testkit.clients.Liquidsoap;
import org.icefloe.testkit.clients.RawSource;
import org.icefloe.testkit.clients.Recording;
import org.icefloe.testkit.clients.RunningServer;
import org.icefloe.testkit.clients.Sample;
import org.icefloe.testkit.clients.ServerCatalog;
import org.icefloe.testkit.clients.Shout;
import org.icefloe.testkit.clients.SourceProgram;
import org.icefloe.testkit.clients.Target;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every source client on the stream port, and what a listener gets of it. */
@DisplayName("On the stream port, a source")
@Execution(ExecutionMode.CONCURRENT)
class SourceClientsIT {
    @RegisterExtension
    static final CompatibilityTable table = new CompatibilityTable();

    private static final AtomicInteger MOUNTS = new AtomicInteger();

    @AutoClose
    private static RunningServer server;

    @BeforeAll
    static void startServer() {
        server = ServerCatalog.find().standalone(Duration.ofSeconds(10));
    }

    static Stream<SourceProgram> programs() {
        Stream<Sample> plain = Stream.of(Sample.MP3, Sample.AAC, Sample.VORBIS, Sample.OPUS, Sample.FLAC);
        Stream<SourceProgram> ffmpeg = plain.flatMap(s -> Stream.of(Ffmpeg.put(s), Ffmpeg.legacySource(s)));
        return Stream.concat(ffmpeg, others());
    }

    private static Stream<SourceProgram> others() {
        return Stream.of(
                Ffmpeg.put(Sample.SPEEX),
                Ffmpeg.put(Sample.THEORA),
                Ffmpeg.put(Sample.MP3_VBR),
                new Shout(Sample.MP3),
                new Shout(Sample.VORBIS),
                new Ezstream(),
                new Ices2(),
                new Liquidsoap(Liquidsoap.Output.DEFAULT),
                new Liquidsoap(Liquidsoap.Output.PUT),
                new Liquidsoap(Liquidsoap.Output.CHUNKED),
                new CurlChunked(Sample.MP3),
                new CurlChunked(Sample.OPUS),
                RawSource.ice10(),
                RawSource.put10(),
                RawSource.putWaiting(),
                RawSource.sourceWithTwoEmptyLines(),
                RawSource.darkice());
    }

    /** These all come out at one mount, so only one of them can be on at a time. */
    static Stream<SourceProgram> shoutcastPrograms() {
        return Stream.of(
                RawSource.shoutcastWaiting(),
                RawSource.shoutcastAtOnce(),
                RawSource.shoutcastOnStreamPort(),
                new Liquidsoap(Liquidsoap.Output.SHOUTCAST));
    }

    /** These tell the title of what they play by a request of its own. */
    static Stream<SourceProgram> titledPrograms() {
        return Stream.of(new Ezstream(), new Liquidsoap(Liquidsoap.Output.DEFAULT));
    }

    @ParameterizedTest(name = "{0} is heard whole")
    @MethodSource("programs")
    void isHeardWhole(SourceProgram program) throws IOException {
        Target target = server.streamDoor();
        table.trying(target, program);
        Heard.whole(program, target, mount(program));
    }

    @ParameterizedTest(name = "{0} is heard whole")
    @MethodSource("shoutcastPrograms")
    @ResourceLock("the SHOUTcast mount")
    void ofShoutcastIsHeardWhole(SourceProgram program) throws IOException {
        Target target = server.streamDoor();
        table.trying(target, program);
        Heard.whole(program, target, mount(program));
    }

    @ParameterizedTest(name = "{0} tells its title")
    @MethodSource("titledPrograms")
    void tellsItsTitle(SourceProgram program) throws IOException {
        Target target = server.streamDoor();
        table.tryingTitle(target, program);
        Recording recording = Heard.whole(program, target, mount(program));
        assertThat(recording.titles())
                .as("ICY metadata of %s", recording)
                .extracting(Recording.Title::text)
                .anyMatch(text -> text.contains("StreamTitle='" + Sample.TITLE + "'"));
    }

    private static String mount(SourceProgram program) {
        return "/source" + MOUNTS.incrementAndGet() + program.sample().extension();
    }
}
