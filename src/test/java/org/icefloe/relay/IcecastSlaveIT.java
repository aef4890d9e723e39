package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.icefloe.onair.Format;
import org.icefloe.onair.Judge;
import org.icefloe.onair.Listener;
import org.icefloe.onair.Stage;
import org.icefloe.onair.Tune;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Debian's icecast2 takes streams from here: all of them as a slave, and some that it is told of one by one. */
class IcecastSlaveIT {
    private static final int SAME = 20_000;

    @TempDir
    static Path directory;

    private static Stage master;
    private static Icecast slave;

    @BeforeAll
    static void start() throws IOException {
        master = Stage.in(directory, "--mount.delivery-interval=100ms");
        master.set("/hidden.mp3", Map.of("hidden", true));
        master.set("/full.mp3", Map.of("maxListeners", 0));
        int port = master.streams().getPort();
        slave = Icecast.with(
                Icecast.master(port),
                Icecast.relay(port, "/one-MP3", "/local-MP3"),
                Icecast.relay(port, "/one-VORBIS", "/local-VORBIS"),
                Icecast.relay(port, "/full.mp3", "/from-full.mp3"));
    }

    @AfterEach
    void nothingIsAmiss() {
        master.assertUnmoved();
    }

    @AfterAll
    static void stop() {
        slave.close();
        master.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"MP3", "VORBIS", "OPUS"})
    void slaveMirrorsAMountWithItsTitles(Format format) throws IOException {
        assertRelayed("/live-" + format, "/live-" + format, format);
    }

    @ParameterizedTest
    @EnumSource(names = {"MP3", "VORBIS"})
    void relayOfOneMountHasItsSoundTitlesAndWords(Format format) throws IOException {
        assertRelayed("/one-" + format, "/local-" + format, format);
    }

    /** Byte for byte, but for the pages of Vorbis, of which icecast2 makes others. */
    private static void assertRelayed(String mount, String there, Format format) throws IOException {
        try (RawConnection source = Encoder.play(master.streams().getPort(), mount, Tune.of(format, 440))) {
            slave.awaitOn(there);
            try (Listener relayed = slave.audience().join(there, Hearing.TITLES);
                    Listener original = master.audience().join(mount, Hearing.TITLES)) {
                original.awaitMore(SAME);
                List<String> titles = List.of("Anna - First", "Bert - Second");
                for (String title : titles) {
                    master.tell(mount, Stage.encoded(title), "charset=UTF-8");
                    Hearing.awaitTitle(relayed, title);
                }
                Hearing.assertPlayersAreContent(slave.streams().resolve(there), format);

                assertThat(Hearing.titles(relayed, format)).containsSubsequence(titles);
                byte[] heard = Hearing.sound(relayed);
                assertSame(heard, Hearing.sound(original), format);
                Judge.assertDecodes(Judge.whole(heard));
                assertThat(relayed.head().headers())
                        .containsEntry("icy-name", "Floe FM")
                        .containsEntry("icy-description", "Ice that floats")
                        .containsEntry("icy-genre", "Ambient")
                        .containsEntry("icy-url", "http://floe.example/")
                        .containsEntry("icy-br", "48")
                        .containsEntry("icy-pub", "1");
                assertThat(source.isAlive()).isTrue();
            }
        }
    }

    private static void assertSame(byte[] heard, byte[] original, Format format) {
        if (format == Format.VORBIS) {
            Hearing.assertSame(Hearing.packets(heard), Hearing.packets(original), SAME);
        } else {
            Hearing.assertSame(heard, original, SAME);
        }
    }

    @Test
    void hiddenMountIsNotMirrored() throws IOException {
        Tune tune = Tune.of(Format.MP3, 440);
        int port = master.streams().getPort();
        try (RawConnection hidden = Encoder.play(port, "/hidden.mp3", tune);
                RawConnection open = Encoder.play(port, "/open.mp3", tune)) {
            slave.awaitOn("/open.mp3");
            assertThat(slave.log()).doesNotContain("hidden.mp3");
            assertThat(hidden.isAlive() && open.isAlive()).isTrue();
        }
        Stage.until("both are gone there").until(() -> slave.status("/open.mp3").isEmpty());
    }

    /** The relay account is let in where there is no room for listeners. */
    @Test
    void mountThatIsFullIsRelayedAllTheSame() throws IOException {
        try (RawConnection source = Encoder.play(master.streams().getPort(), "/full.mp3", Tune.of(Format.MP3, 440));
                Listener refused = master.audience().join("/full.mp3")) {
            assertThat(refused.head().status()).isEqualTo(403);
            slave.awaitOn("/from-full.mp3");
            Listener listener = slave.audience().join("/from-full.mp3");
            listener.awaitMore(SAME);
            assertThat(source.isAlive()).isTrue();
        }
    }
}
