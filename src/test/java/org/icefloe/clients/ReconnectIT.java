package org.icefloe.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.icefloe.testkit.Fastest;
import org.icefloe.testkit.clients.Ffmpeg;
import org.icefloe.testkit.clients.Heard;
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
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Sources that go, die, fall silent, come back, or come where another is. */
@DisplayName("On the stream port, a source that goes")
@Execution(ExecutionMode.CONCURRENT)
class ReconnectIT {
    private static final Duration SOURCE_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration AT_ONCE = Duration.ofMillis(500);
    private static final int TRIES = 3;
    private static final Duration LENGTH = Duration.ofSeconds(6);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @AutoClose
    private static RunningServer server;

    private static Target target;

    @BeforeAll
    static void startServer() {
        server = ServerCatalog.find().standalone(SOURCE_TIMEOUT);
        target = server.streamDoor();
    }

    @Test
    void comesBackWithinHalfASecond() throws Exception {
        assertThat(Fastest.of(TRIES, () -> {
                    RunningSource source = comeBack("/back.mp3");
                    return () -> {
                        source.close();
                        comeBack("/back.mp3").close();
                    };
                }))
                .isLessThan(AT_ONCE);
        try (RunningSource again = comeBack("/back.mp3")) {
            Heard.assertWhole(Recorder.http10(target.mountUrl("/back.mp3")).recordOnceLive(PATIENCE, LENGTH));
            assertThat(again.isAlive()).isTrue();
        }
    }

    private static RunningSource comeBack(String mount) {
        return await("the next login")
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> RawSource.ice10().start(target, mount), RunningSource::isAlive);
    }

    @Test
    void isReleasedAtOnceWhenItsConnectionIsReset() throws Exception {
        assertReleasedAtOnceWhenKilled(RawSource.put10(), "/reset.mp3");
    }

    @Test
    void isReleasedAtOnceWhenItsProcessIsKilled() throws Exception {
        assertReleasedAtOnceWhenKilled(Ffmpeg.put(Sample.MP3), "/killed.mp3");
    }

    private static void assertReleasedAtOnceWhenKilled(SourceProgram program, String mount) throws Exception {
        assertThat(Fastest.of(TRIES, () -> {
                    RunningSource source = program.start(target, mount);
                    awaitOn(mount);
                    return () -> {
                        source.kill();
                        awaitGone(mount);
                    };
                }))
                .isLessThan(AT_ONCE);
    }

    @Test
    void isReleasedWhenItIsSilentForTheSourceTimeout() throws IOException {
        try (RawConnection source = RawSource.put10().start(target, "/silent.mp3")) {
            awaitOn("/silent.mp3");
            source.fallSilent();
            await("the end of the time-out")
                    .between(SOURCE_TIMEOUT.dividedBy(2), PATIENCE)
                    .until(() -> status("/silent.mp3") == 404);
            RawSource.put10().start(target, "/silent.mp3").close();
        }
    }

    @Test
    void isNotReplacedByASecondOneWhichIsRefusedWith403() throws IOException {
        try (RunningSource first = RawSource.put10().start(target, "/busy.mp3");
                RawConnection second = connect()) {
            awaitOn("/busy.mp3");
            second.say(RawSource.head("SOURCE /busy.mp3 HTTP/1.0", target));
            ResponseHead answer = ResponseHead.parse(second.head());
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.reason()).isNotBlank();
            assertThat(second.rest()).contains("Mountpoint in use");
            assertThat(first.isAlive()).isTrue();
            Heard.assertWhole(Recorder.http10(target.mountUrl("/busy.mp3")).record(LENGTH));
        }
    }

    /** What libshout asks before it shows its password; the answer must tell it how, and nothing may come of it. */
    @Test
    void hasItsProbeWithoutAPasswordAnsweredWith401AndNoTrace() throws IOException {
        try (RawConnection probe = connect()) {
            probe.say("SOURCE /probe.mp3 HTTP/1.0\r\nHost: localhost\r\nUser-Agent: libshout/2.4.6\r\n"
                    + "Content-Type: audio/mpeg\r\nContent-Length: 0\r\nConnection: Keep-Alive\r\nice-public: 0\r\n"
                    + "ice-name: probe\r\nPrefer: return=minimal\r\n\r\n");
            ResponseHead answer = ResponseHead.parse(probe.head());
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.reason()).isNotBlank();
            assertThat(answer.header("www-authenticate"))
                    .hasValueSatisfying(v -> assertThat(v).startsWith("Basic"));
        }
        assertThat(statusDocument()).contains("icestats").doesNotContain("/probe.mp3");
        assertThat(status("/probe.mp3")).isEqualTo(404);
    }

    private static RawConnection connect() throws IOException {
        return new RawConnection(target.host(), target.streamPort(), PATIENCE);
    }

    private static String statusDocument() throws IOException {
        try (RawConnection connection = connect()) {
            connection.say("GET /status-json.xsl HTTP/1.0\r\n\r\n");
            connection.expect("HTTP/1\\.[01] 200 .*");
            return connection.rest();
        }
    }

    private static int status(String mount) throws IOException {
        return Recorder.http10(target.mountUrl(mount)).head().status();
    }

    private static void awaitOn(String mount) {
        await(mount).atMost(PATIENCE).ignoreExceptions().until(() -> status(mount) == 200);
    }

    private static void awaitGone(String mount) {
        await(mount)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .atMost(PATIENCE)
                .until(() -> status(mount) == 404);
    }
}
