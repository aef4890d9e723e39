package org.icefloe.onair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** A source whose connection is half open: it is there, sends nothing, and another wants its place. */
class TakeoverIT {
    private static final int LISTENERS = 20;

    @TempDir
    static Path directory;

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = Stage.in(directory, "--mount.source-timeout=60s", "--mount.delivery-interval=100ms");
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"MP3", "VORBIS", "OPUS"})
    void newSourceReplacesItAtOnceAndEveryListenerStays(Format format) throws IOException {
        String mount = "/taken-" + format;
        stage.set(mount, Map.of("takeover", true));
        RawConnection halfOpen = stage.source(mount, Tune.of(format, 440), 1);
        List<Listener> listeners = stage.audience().join(LISTENERS, mount);
        Stage.awaitMore(listeners);
        halfOpen.fallSilent();

        Tune next = Tune.of(format == Format.MP3 ? Format.MP3_FASTER : format, 880);
        RawConnection successor = stage.login(mount, next.format().contentType());
        successor.play(next.bytes(), next.length(1));
        halfOpen.awaitClosed();
        Stage.awaitMore(listeners);
        listeners.get(0).awaitMore(next.bytesPerSecond());
        assertThat(listeners).noneMatch(Listener::isClosed);
        assertThat(stage.listeners(mount)).isEqualTo(LISTENERS);
        for (Listener listener : listeners) {
            assertThat(Judge.frames(Judge.whole(listener.body()), next.format()))
                    .hasSize(2);
        }
        Judge.assertDecodes(Judge.whole(listeners.get(0).body()));
        assertThat(stage.log(mount, "taken over by 127.0.0.1")).hasSize(1);
        listeners.forEach(Listener::close);
        successor.close();
    }

    @Test
    void withoutTakeoverTheNewOneIsRefusedWith403AndNobodyNotices() throws IOException {
        try (RawConnection halfOpen = stage.source("/kept.mp3", Tune.of(Format.MP3, 440), 1)) {
            Listener listener = stage.audience().join("/kept.mp3");
            listener.awaitMore(1000);
            assertThatThrownBy(() -> stage.login("/kept.mp3", "audio/mpeg")).hasMessageContaining(" 403 ");
            listener.awaitMore(Tune.of(Format.MP3, 440).bytesPerSecond());
            assertThat(halfOpen.isAlive()).isTrue();
            listener.close();
        }
    }

    @Test
    void wrongPasswordTakesNothingOver() throws IOException {
        stage.set("/guarded.mp3", Map.of("takeover", true));
        try (RawConnection source = stage.source("/guarded.mp3", Tune.of(Format.MP3, 440), 1);
                RawConnection intruder = stage.connect()) {
            Listener listener = stage.audience().join("/guarded.mp3");
            intruder.say("SOURCE /guarded.mp3 HTTP/1.0\r\nAuthorization: Basic c291cmNlOndyb25n\r\n"
                    + "Content-Type: audio/mpeg\r\n\r\n");
            assertThat(intruder.head()).contains(" 401 ");
            listener.awaitMore(Tune.of(Format.MP3, 440).bytesPerSecond());
            assertThat(source.isAlive()).isTrue();
            listener.close();
        }
    }
}
