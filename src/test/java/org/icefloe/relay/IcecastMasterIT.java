package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.icefloe.onair.Format;
import org.icefloe.onair.Judge;
import org.icefloe.onair.Listener;
import org.icefloe.onair.Stage;
import org.icefloe.onair.Tune;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All mounts of Debian's icecast2 are heard here. */
class IcecastMasterIT {
    private static final int SAME = 20_000;

    @TempDir
    static Path directory;

    private static Icecast master;
    private static Stage slave;

    @BeforeAll
    static void start() {
        master = Icecast.with("<mount><mount-name>/hidden.mp3</mount-name><hidden>1</hidden></mount>");
        slave = Stage.in(
                directory,
                "--mount.delivery-interval=100ms",
                "--relay.master-server=127.0.0.1",
                "--relay.master-port=" + master.port(),
                "--relay.master-password=" + Server.PASSWORD,
                "--relay.master-interval=1s");
    }

    @AfterEach
    void nothingIsAmiss() {
        slave.assertUnmoved();
    }

    @AfterAll
    static void stop() {
        slave.close();
        master.close();
    }

    /** Icecast sets titles of Vorbis, but of no other codec in Ogg. */
    @ParameterizedTest
    @EnumSource(names = {"MP3", "VORBIS", "OPUS"})
    void mountIsHeardByteForByteWithItsTitles(Format format) throws IOException {
        String mount = "/live-" + format;
        try (RawConnection source = Encoder.play(master.port(), mount, Tune.of(format, 440))) {
            slave.awaitOn(mount);
            try (Listener here = slave.audience().join(mount, Hearing.TITLES);
                    Listener there = master.audience().join(mount, Hearing.TITLES)) {
                there.awaitMore(SAME);
                List<String> told = format == Format.OPUS ? List.of("440 Hz") : tellTwo(mount, here);
                Hearing.assertPlayersAreContent(slave.streams().resolve(mount), format);

                told.forEach(title -> Hearing.awaitTitle(there, title));
                assertThat(Hearing.titles(here, format)).containsSubsequence(told);
                byte[] heard = Hearing.sound(here);
                Hearing.assertSame(heard, Hearing.sound(there), SAME);
                Judge.assertDecodes(Judge.whole(heard));
                assertThat(source.isAlive()).isTrue();
            }
        }
    }

    private static List<String> tellTwo(String mount, Listener here) throws IOException {
        List<String> titles = List.of("Anna - First", "Bert - Second");
        for (String title : titles) {
            master.tell(mount, title);
            Hearing.awaitTitle(here, title);
        }
        return titles;
    }

    @Test
    void mountsComeAndGoWithThoseOfTheMasterAndHiddenOnesStayAway() throws IOException {
        Tune tune = Tune.of(Format.MP3, 440);
        RawConnection hidden = Encoder.play(master.port(), "/hidden.mp3", tune);
        RawConnection first = Encoder.play(master.port(), "/first.mp3", tune);
        slave.awaitOn("/first.mp3");
        try (RawConnection second = Encoder.play(master.port(), "/second.mp3", tune);
                Listener listener = slave.audience().join("/first.mp3")) {
            slave.awaitOn("/second.mp3");
            assertThat(slave.status("/hidden.mp3")).isEmpty();
            try (Listener uninvited = slave.audience().join("/hidden.mp3")) {
                assertThat(uninvited.head().status()).isEqualTo(404);
            }
            first.close();
            Stage.until("the first mount is gone here")
                    .until(() -> slave.status("/first.mp3").isEmpty());
            listener.awaitEnd();
            assertThat(slave.status("/second.mp3")).isPresent();
            assertThat(hidden.isAlive() && second.isAlive()).isTrue();
        } finally {
            hidden.close();
        }
        Stage.until("the second is gone, too")
                .until(() -> slave.status("/second.mp3").isEmpty());
    }

    @Test
    void settingsOfALocalMountApply() throws IOException {
        slave.set("/ours.mp3", Map.of("maxListeners", 1, "streamName", "Ours"));
        try (RawConnection source = Encoder.play(master.port(), "/ours.mp3", Tune.of(Format.MP3, 440))) {
            slave.awaitOn("/ours.mp3");
            try (Listener first = slave.audience().join("/ours.mp3")) {
                first.awaitMore(SAME);
                assertThat(first.head().header("icy-name")).contains("Ours");
                assertThat(first.head().header("icy-genre")).contains("Ambient");
                try (Listener second = slave.audience().join("/ours.mp3")) {
                    assertThat(second.head().status()).isEqualTo(403);
                }
            }
            JsonNode status = slave.status("/ours.mp3").orElseThrow();
            assertThat(status.get("server_name").asText()).isEqualTo("Ours");
            assertThat(status.get("server_description").asText()).isEqualTo("Ice that floats");
            assertThat(source.isAlive()).isTrue();
        }
    }
}
