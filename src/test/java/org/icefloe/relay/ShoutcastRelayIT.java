package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.icefloe.onair.Format;
import org.icefloe.onair.Judge;
import org.icefloe.onair.Listener;
import org.icefloe.onair.Stage;
import org.icefloe.onair.Tune;
import org.icefloe.testkit.clients.ShoutcastOrigin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stream of a SHOUTcast v1 server is heard here, by any of the names it has there. */
class ShoutcastRelayIT {
    private static final int ENOUGH = 40_000;

    @TempDir
    static Path directory;

    private static Tune tune;
    private static ShoutcastOrigin origin;
    private static Stage stage;
    private static Desk desk;

    @BeforeAll
    static void start() throws IOException {
        tune = Tune.of(Format.MP3, 440);
        origin = ShoutcastOrigin.start(tune.bytes(), tune.length(1));
        stage = Stage.in(directory, "--mount.delivery-interval=100ms");
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

    @ParameterizedTest
    @CsvSource({"/root, /", "/semicolon, /;", "/nsv, /;stream.nsv", "/stream-one, /stream/1/"})
    void streamIsHeardWithItsTitlesAndWords(String mount, String path) throws IOException {
        origin.title("Nobody - Before " + mount);
        desk.set(mount, "http://127.0.0.1:" + origin.port() + path);
        desk.awaitPhase(mount, "live");
        stage.awaitOn(mount);
        try (Listener listener = stage.audience().join(mount, Hearing.TITLES)) {
            Hearing.awaitTitle(listener, "Nobody - Before " + mount);
            origin.title("Anna - " + mount);
            Hearing.awaitTitle(listener, "Anna - " + mount);
            listener.awaitMore(ENOUGH / 4);

            assertThat(Hearing.titles(listener, Format.MP3))
                    .containsExactly("Nobody - Before " + mount, "Anna - " + mount);
            assertThat(listener.head().headers())
                    .containsEntry("content-type", "audio/mpeg")
                    .containsEntry("icy-name", "Radio Nord")
                    .containsEntry("icy-genre", "Ambient")
                    .containsEntry("icy-url", "http://nord.example/")
                    .containsEntry("icy-pub", "0")
                    .containsEntry("icy-br", "48")
                    .doesNotContainKeys("icy-notice1", "icy-notice2");
            byte[] heard = Judge.whole(Hearing.sound(listener));
            Judge.assertDecodes(heard);
            Hearing.assertSame(heard, twice(tune.bytes()), ENOUGH / 2);
        }
        Hearing.assertPlayersAreContent(stage.streams().resolve(mount), Format.MP3);
        desk.form("action=delete&mount=" + mount);
        assertThat(origin.requests()).last().asString().startsWith("GET " + path + " HTTP/1.");
        assertThat(origin.requests())
                .noneMatch(request -> request.toLowerCase(Locale.ROOT).contains("mozilla"));
    }

    /** What the origin plays over and over, without the seam that a listener may have met. */
    private static byte[] twice(byte[] bytes) {
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        twice.writeBytes(bytes);
        twice.writeBytes(bytes);
        return twice.toByteArray();
    }
}
