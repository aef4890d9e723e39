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

/** One mount of Debian's icecast2 is heard here under a name of its own. */
class SingleRelayIT {
    private static final int SAME = 20_000;

    @TempDir
    static Path directory;

    private static Icecast origin;
    private static Stage stage;
    private static Desk desk;

    @BeforeAll
    static void start() {
        origin = Icecast.with();
        stage = Stage.in(directory, "--mount.delivery-interval=100ms", "--relay.retry-limit=1s");
        desk = new Desk(stage);
    }

    @AfterEach
    void nothingIsAmiss() {
        stage.assertUnmoved();
    }

    @AfterAll
    static void stop() {
        stage.close();
        origin.close();
    }

    private static String address(String mount) {
        return origin.streams().resolve(mount).toString();
    }

    @ParameterizedTest
    @EnumSource(names = {"MP3", "VORBIS"})
    void mountIsHeardByteForByteWithItsTitlesAndWords(Format format) throws IOException {
        String mount = "/there-" + format;
        String here = "/here-" + format;
        try (RawConnection source = Encoder.play(origin.port(), mount, Tune.of(format, 440))) {
            origin.awaitOn(mount);
            desk.set(here, address(mount));
            desk.awaitPhase(here, "live");
            stage.awaitOn(here);
            assertThat(desk.words(here)).matches("live since \\S+Z from " + address(mount));
            try (Listener relayed = stage.audience().join(here, Hearing.TITLES);
                    Listener original = origin.audience().join(mount, Hearing.TITLES)) {
                original.awaitMore(SAME);
                List<String> titles = List.of("Anna - First", "Bert - Second");
                for (String title : titles) {
                    origin.tell(mount, title);
                    Hearing.awaitTitle(relayed, title);
                }
                Hearing.awaitTitle(original, "Second");
                Hearing.assertPlayersAreContent(stage.streams().resolve(here), format);

                assertThat(Hearing.titles(relayed, format)).containsSubsequence(titles);
                byte[] heard = Hearing.sound(relayed);
                Hearing.assertSame(heard, Hearing.sound(original), SAME);
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
            Stage.until("the relay is all that listens there")
                    .until(() ->
                            origin.status(mount).orElseThrow().get("listeners").asInt() == 1);
        }
        desk.form("action=delete&mount=" + here);
        Stage.until("the mount is gone with its relay")
                .until(() -> stage.status(here).isEmpty());
    }

    @Test
    void settingsOfTheMountHoldAgainstTheWordsOfTheOrigin() throws IOException {
        stage.set("/ours.mp3", Map.of("streamName", "Ours", "streamGenre", "Polar", "streamPublic", false));
        try (RawConnection source = Encoder.play(origin.port(), "/theirs.mp3", Tune.of(Format.MP3, 440))) {
            origin.awaitOn("/theirs.mp3");
            desk.set("/ours.mp3", address("/theirs.mp3"));
            stage.awaitOn("/ours.mp3");
            try (Listener listener = stage.audience().join("/ours.mp3")) {
                listener.awaitMore(SAME);
                assertThat(listener.head().headers())
                        .containsEntry("icy-name", "Ours")
                        .containsEntry("icy-genre", "Polar")
                        .containsEntry("icy-pub", "0")
                        .containsEntry("icy-description", "Ice that floats")
                        .containsEntry("icy-url", "http://floe.example/");
            }
            assertThat(source.isAlive()).isTrue();
        }
    }

    /** What the origin says when the mount is not there is told in the operator's words, and it is asked again. */
    @Test
    void mountThatComesLaterIsHeardThen() throws IOException {
        desk.set("/later.mp3", address("/late.mp3"));
        desk.awaitPhase("/later.mp3", "failing");
        desk.awaitWords("/later.mp3", "404");
        assertThat(desk.words("/later.mp3")).startsWith("failing because " + address("/late.mp3"));
        try (RawConnection source = Encoder.play(origin.port(), "/late.mp3", Tune.of(Format.MP3, 440))) {
            desk.awaitPhase("/later.mp3", "live");
            stage.awaitOn("/later.mp3");
            assertThat(source.isAlive()).isTrue();
        }
    }
}
