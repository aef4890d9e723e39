package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.icefloe.onair.Format;
import org.icefloe.onair.Listener;
import org.icefloe.onair.Stage;
import org.icefloe.onair.Tune;
import org.icefloe.testkit.Backend;
import org.icefloe.testkit.clients.Passage;
import org.icefloe.testkit.clients.RawConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many listen to a relayed mount, its origin has one of them; and who may listen is decided here. */
class SparingOriginIT {
    private static final String ANNA = "anna:$apr1$abcdefgh$vCY9uFxIFNnSUDKpKo/aN1\n";
    private static final String MOUNT = "/relayed.mp3";

    @TempDir
    static Path directory;

    private static Icecast origin;
    private static Passage passage;
    private static RawConnection source;
    private static Stage stage;

    @BeforeAll
    static void start() throws IOException {
        origin = Icecast.with();
        passage = Passage.to(origin.port());
        source = Encoder.play(origin.port(), "/live.mp3", Tune.of(Format.MP3, 440));
        origin.awaitOn("/live.mp3");
        stage = Stage.in(directory, "--mount.delivery-interval=100ms", "--auth.max-failures=0");
        new Desk(stage).set(MOUNT, "http://127.0.0.1:" + passage.port() + "/live.mp3");
        stage.awaitOn(MOUNT);
    }

    @BeforeEach
    void everybodyMayListen() throws IOException {
        stage.set(MOUNT, Map.of());
    }

    @AfterEach
    void nothingIsAmiss() {
        assertThat(passage.accepted()).isEqualTo(1);
        assertThat(source.isAlive()).isTrue();
        stage.assertUnmoved();
    }

    @AfterAll
    static void stop() {
        stage.close();
        source.close();
        passage.close();
        origin.close();
    }

    private static int status(String... headers) throws IOException {
        try (Listener listener = stage.audience().join(MOUNT, headers)) {
            return listener.head().status();
        }
    }

    private static String as(String user, String password) {
        return "Authorization: " + Stage.basic(user, password);
    }

    @Test
    void fiftyListenersAreOneConnectionToTheOrigin() throws IOException {
        List<Listener> listeners = stage.audience().join(50, MOUNT);
        stage.awaitListeners(MOUNT, 50);
        Stage.awaitMore(listeners);
        assertThat(origin.status("/live.mp3").orElseThrow().get("listeners").asInt())
                .isEqualTo(1);
        listeners.forEach(Listener::close);
        stage.awaitListeners(MOUNT, 0);
    }

    @Test
    void mostListenersAreCountedHere() throws IOException {
        stage.set(MOUNT, Map.of("maxListeners", 1));
        try (Listener first = stage.audience().join(MOUNT)) {
            first.awaitMore(1000);
            assertThat(status()).isEqualTo(403);
        }
    }

    @Test
    void usersOfAFileListenAndOthersDoNot() throws IOException {
        Files.writeString(stage.home().resolve("listeners.htpasswd"), ANNA);
        stage.set(MOUNT, Map.of("authType", "htpasswd", "authHtpasswdFile", "listeners.htpasswd"));
        assertThat(status()).isEqualTo(401);
        assertThat(status(as("anna", "wrong"))).isEqualTo(401);
        try (Listener anna = stage.audience().join(MOUNT, as("anna", "hackme"))) {
            anna.awaitMore(10_000);
            assertThat(anna.head().status()).isEqualTo(200);
        }
    }

    @Test
    void backendSaysWhoListens() throws IOException {
        try (Backend backend = Backend.start()) {
            backend.answer(
                    "listener_add",
                    form -> form.field("user").equals("anna") ? Map.of("icecast-auth-user", "1") : Map.of());
            stage.set(MOUNT, Map.of("authType", "url", "authListenerAdd", backend.url() + "add"));
            assertThat(status(as("bob", "x"))).isEqualTo(401);
            try (Listener anna = stage.audience().join(MOUNT, as("anna", "x"))) {
                anna.awaitMore(10_000);
                assertThat(anna.head().status()).isEqualTo(200);
            }
            assertThat(backend.forms("listener_add")).hasSize(2);
        }
    }
}
