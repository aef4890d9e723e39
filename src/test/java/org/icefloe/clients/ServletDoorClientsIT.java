package org.icefloe.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.icefloe.testkit.clients.CompatibilityTable;
import org.icefloe.testkit.clients.CurlChunked;
import org.icefloe.testkit.clients.Ffmpeg;
import org.icefloe.testkit.clients.Heard;
import org.icefloe.testkit.clients.Liquidsoap;
import org.icefloe.testkit.clients.RawConnection;
import org.icefloe.testkit.clients.RawSource;
import org.icefloe.testkit.clients.Recorder;
import org.icefloe.testkit.clients.ResponseHead;
import org.icefloe.testkit.clients.RunningServer;
import org.icefloe.testkit.clients.RunningSource;
import org.icefloe.testkit.clients.Sample;
import org.icefloe.testkit.clients.ServerCatalog;
import org.icefloe.testkit.clients.SourceProgram;
import org.icefloe.testkit.clients.Target;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What sources can do on the port of a servlet container, where the container is what reads the request. */
@DisplayName("On the servlet door, a source")
@ParameterizedClass(name = "{0}")
@MethodSource("containers")
@Execution(ExecutionMode.SAME_THREAD)
class ServletDoorClientsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger MOUNTS = new AtomicInteger();

    @RegisterExtension
    static final CompatibilityTable table = new CompatibilityTable();

    private static RunningServer server;
    private static Target target;

    @Parameter
    private ServerCatalog.Container container;

    static Stream<ServerCatalog.Container> containers() {
        return ServerCatalog.find().containers().stream();
    }

    @BeforeParameterizedClassInvocation
    static void startContainer(ServerCatalog.Container container) {
        server = container.start();
        target = server.servletDoor();
    }

    @AfterParameterizedClassInvocation
    static void stopContainer() {
        server.close();
    }

    static Stream<SourceProgram> chunked() {
        return Stream.of(new CurlChunked(Sample.MP3), new CurlChunked(Sample.VORBIS), new CurlChunked(Sample.AAC));
    }

    static Stream<SourceProgram> chunkedWithEmptyHost() {
        return Stream.of(new Liquidsoap(Liquidsoap.Output.CHUNKED), new Liquidsoap(Liquidsoap.Output.CHUNKED_PUT));
    }

    static Stream<SourceProgram> undelimited() {
        return Stream.of(
                Ffmpeg.put(Sample.MP3),
                Ffmpeg.put(Sample.OPUS),
                Ffmpeg.legacySource(Sample.MP3),
                new Liquidsoap(Liquidsoap.Output.DEFAULT));
    }

    @ParameterizedTest(name = "{0} is heard whole")
    @MethodSource("chunked")
    @Execution(ExecutionMode.CONCURRENT)
    void inChunksIsHeardWhole(SourceProgram program) throws IOException {
        table.trying(target, program);
        Heard.whole(program, target, mount(program));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chunkedWithEmptyHost")
    @Execution(ExecutionMode.CONCURRENT)
    void inChunksWithAnEmptyHostIsHeardWholeOrRefusedByTheContainer(SourceProgram program) throws IOException {
        if (container.takesEmptyHost()) {
            table.trying(target, program);
            Heard.whole(program, target, mount(program));
        } else {
            table.tryingRefusal(target, program, "400 by the container: empty Host");
            assertRefused(program, "400");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("undelimited")
    @Execution(ExecutionMode.CONCURRENT)
    void withoutLengthOrChunksIsHeardWholeOrRefused(SourceProgram program) throws IOException {
        if (container.takesUndelimitedBodies()) {
            table.trying(target, program);
            Heard.whole(program, target, mount(program));
        } else {
            table.tryingRefusal(target, program, "411, names the stream port");
            assertRefused(program, "411|Broken pipe|Connection reset");
        }
    }

    @Test
    void withoutLengthOrChunksIsToldTheStreamPortIfItCannotBeTaken() throws IOException {
        try (RawConnection source = new RawConnection(target.host(), target.streamPort(), PATIENCE)) {
            source.say(RawSource.head("PUT " + target.path("/told.mp3") + " HTTP/1.0", target));
            ResponseHead answer = ResponseHead.parse(source.head());
            assertThat(answer.status()).isEqualTo(container.takesUndelimitedBodies() ? 200 : 411);
            if (answer.status() == 411) {
                assertThat(source.rest().strip())
                        .contains(Integer.toString(server.streamDoor().streamPort()))
                        .doesNotContain("\n");
            }
        }
    }

    /**
     * The program gives up or tries again; either way it complains, and the mount never comes on. ffmpeg's SOURCE does
     * not read the answer: it notices that the connection is closed.
     */
    private static void assertRefused(SourceProgram program, String complaint) throws IOException {
        String mount = mount(program);
        try (RunningSource source = program.start(target, mount)) {
            await("a complaint like " + complaint)
                    .atMost(Duration.ofSeconds(120))
                    .until(source::output, output -> output.matches("(?s).*\\b(" + complaint + ")\\b.*"));
            assertThat(Recorder.http10(target.mountUrl(mount)).head().status()).isEqualTo(404);
        }
    }

    private static String mount(SourceProgram program) {
        return "/door" + MOUNTS.incrementAndGet() + program.sample().extension();
    }
}
