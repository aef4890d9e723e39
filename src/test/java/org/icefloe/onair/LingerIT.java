package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sources that are lost and come back while their listeners are held. */
class LingerIT {
    private static final int TIMES = 100;
    private static final int LISTENERS = 20;

    @TempDir
    static Path directory;

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.in(directory, "--mount.delivery-interval=100ms");
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    /** By turns its connection is closed and reset. */
    @ParameterizedTest
    @EnumSource(names = {"MP3", "OPUS", "VORBIS"})
    void sourceThatIsLostAHundredTimesCostsNoListener(Format format) throws IOException {
        String mount = "/held-" + format;
        stage.set(mount, Map.of("linger", "10s"));
        Tune tune = Tune.of(format, 440);
        RawConnection source = stage.source(mount, tune, 3);
        List<Listener> listeners = stage.audience().join(LISTENERS, mount);
        Stage.awaitMore(listeners);
        for (int time = 0; time < TIMES; time++) {
            end(source, time % 2 == 0);
            source = stage.source(mount, tune, 3);
            Stage.awaitMore(listeners);
        }
        assertThat(listeners).noneMatch(Listener::isClosed);
        assertThat(stage.listeners(mount)).isEqualTo(LISTENERS);
        assertWhole(
                listeners.stream()
                        .map(listener -> Judge.whole(listener.body()))
                        .distinct()
                        .toList(),
                format);
        listeners.forEach(Listener::close);
        source.close();
        stage.assertUnmoved();
    }

    private static void end(RawConnection source, boolean byReset) {
        if (byReset) {
            source.kill();
        } else {
            source.close();
        }
    }

    private static void assertWhole(List<byte[]> streams, Format format) throws IOException {
        for (byte[] stream : streams) {
            assertThat(Judge.frames(stream, format)).hasSize(1);
        }
        Judge.assertDecodes(streams.get(0));
        Judge.assertDecodes(streams.get(LISTENERS - 1));
    }

    @Test
    void listenersWhoseSourceStaysAwayAreLetGo() throws IOException {
        stage.set("/gone.mp3", Map.of("linger", "1s"));
        RawConnection source = stage.source("/gone.mp3", Tune.of(Format.MP3, 440), 1);
        Listener listener = stage.audience().join("/gone.mp3");
        listener.awaitMore(1000);
        source.kill();
        Judge.assertDecodes(Judge.whole(listener.awaitEnd().body()));
        assertThat(stage.log("127.0.0.1", "/gone.mp3", "has ended")).hasSize(1);
    }
}
