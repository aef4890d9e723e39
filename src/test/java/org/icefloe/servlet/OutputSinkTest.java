package org.icefloe.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.icefloe.config.MountSettings;
import org.icefloe.format.ContentType;
import org.icefloe.listener.FanOut;
import org.icefloe.listener.Guest;
import org.icefloe.listener.Intros;
import org.icefloe.listener.ListenerAuthority;
import org.icefloe.listener.ListenerGate;
import org.icefloe.listener.ListenerRequest;
import org.icefloe.listener.ListenerSession;
import org.icefloe.mount.FakeSource;
import org.icefloe.mount.FallbackFiles;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.StreamProfile;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutputSinkTest {
    private static final byte[] SOUND = "abcdefgh".getBytes(StandardCharsets.US_ASCII);

    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    private final MountRegistry mounts =
            new MountRegistry(1, name -> MountSettings.DEFAULT, FallbackFiles.NONE, Clock.systemUTC(), Ticker.system());
    private final Mount mount = FakeSource.begin(
                    mounts, "/live.mp3", new StreamProfile(ContentType.MPEG, Map.of(), Optional.empty(), "127.0.0.1"))
            .mount();
    private final FakeOutput output = new FakeOutput();
    private final CountingSink sink = new CountingSink();

    /** Counts how often it is closed, and in which way. */
    private static final class CountingSink extends OutputSink {
        private int finished;
        private int aborted;

        @Override
        void begin(ListenerSession session, HttpServletRequest request, HttpServletResponse response) {
            throw new UnsupportedOperationException("there is no request here");
        }

        @Override
        void closeFinished() {
            finished++;
            letOthersIn();
        }

        @Override
        void closeAborted() {
            aborted++;
            letOthersIn();
        }

        /** Containers call back while they close a connection, from this thread or another. */
        private void letOthersIn() {
            assertThat(CompletableFuture.supplyAsync(this::ready)).succeedsWithin(Duration.ofSeconds(30));
        }

        @Override
        public void onError(Throwable fault) {
            gone();
        }
    }

    @BeforeEach
    void letTheListenerIn() throws IOException {
        ListenerRequest request = Guest.at(mount.name().value());
        sink.serve(new ListenerGate(mounts, Intros.NONE, ListenerAuthority.EVERYBODY, 10)
                .admit(request, Guest.grant(), sink, new FanOut(loop, Ticker.system())));
        sink.open(output);
        output.drain();
        assertThat(mount.counters().listeners()).isOne();
    }

    @AfterEach
    void endTheLoop() {
        loop.shutdownNow();
    }

    private void write(int offset, int length) {
        sink.write(SOUND, offset, length);
    }

    private String sent() {
        return new String(output.sent(), StandardCharsets.US_ASCII);
    }

    private void awaitNobody() {
        await().until(() -> mount.counters().listeners() == 0);
    }

    @Test
    void bytesGoOutInOrderAndAreFlushedOnce() {
        write(0, 3);
        write(3, 5);
        sink.flush();
        assertThat(sent()).isEqualTo("abcdefgh");
        assertThat(output.flushes()).isOne();
        assertThat(sink.ready()).isTrue();
    }

    @Test
    void whatTheOutputDoesNotTakeWaitsAndGoesOutInOrder() throws IOException {
        output.room(1);
        write(0, 2);
        write(2, 2);
        write(4, 4);
        sink.flush();
        assertThat(sent()).isEqualTo("ab");
        assertThat(sink.ready()).isFalse();
        output.drain();
        assertThat(sent()).isEqualTo("abcdefgh");
        assertThat(output.flushes()).isOne();
        assertThat(sink.ready()).isTrue();
    }

    @Test
    void finishClosesAtOnceIfNothingWaits() {
        write(0, 8);
        sink.flush();
        sink.finish();
        assertThat(sink.finished).isOne();
    }

    @Test
    void finishClosesBehindTheLastByte() throws IOException {
        output.room(0);
        write(0, 8);
        sink.flush();
        sink.finish();
        assertThat(sink.finished).isZero();
        output.drain();
        assertThat(sent()).isEqualTo("abcdefgh");
        assertThat(sink.finished).isOne();
    }

    @Test
    void abortThrowsAwayWhatWaits() throws IOException {
        output.room(0);
        write(0, 8);
        sink.abort();
        output.drain();
        assertThat(sent()).isEmpty();
        assertThat(sink.aborted).isOne();
    }

    @Test
    void whoIsClosedIsNotClosedAgain() {
        sink.finish();
        sink.abort();
        sink.finish();
        assertThat(sink.finished).isOne();
        assertThat(sink.aborted).isZero();
    }

    @Test
    void failedWriteCountsTheListenerOutAndLeavesTheClosingToTheContainer() {
        output.breakDown();
        write(0, 8);
        sink.flush();
        awaitNobody();
        assertThat(sink.finished + sink.aborted).isZero();
    }

    @Test
    void nothingIsWrittenAfterTheContainerHasReportedAnError() {
        sink.onError(new IOException("connection reset"));
        write(0, 8);
        sink.flush();
        sink.finish();
        awaitNobody();
        assertThat(sent()).isEmpty();
        assertThat(output.flushes()).isZero();
        assertThat(sink.finished + sink.aborted).isZero();
    }

    @Test
    void deadSinkIsReadyAndSoHoldsNobodyUp() {
        output.room(0);
        assertThat(sink.ready()).isFalse();
        sink.onError(new IOException("connection reset"));
        assertThat(sink.ready()).isTrue();
    }
}
