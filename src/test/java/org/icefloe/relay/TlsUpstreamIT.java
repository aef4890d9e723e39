package org.icefloe.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.icefloe.onair.Format;
import org.icefloe.onair.Judge;
import org.icefloe.onair.Listener;
import org.icefloe.onair.Stage;
import org.icefloe.onair.Tune;
import org.icefloe.testkit.Certificates;
import org.icefloe.testkit.clients.RudeOrigin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relay by https hears only whom it can trust, and says nothing to anybody else. */
class TlsUpstreamIT {
    private static final String PATH = "/live.mp3";
    private static final String USER = "relay";
    private static final String PASSWORD = "s3cret";

    @TempDir
    static Path directory;

    private static Tune tune;
    private static Certificates certificates;
    private static SSLContext good;
    private static Stage stage;
    private static Desk desk;

    @BeforeAll
    static void start() throws IOException {
        tune = Tune.of(Format.MP3, 440);
        certificates = Certificates.in(directory.resolve("certificates"));
        good = certificates.signed("dns:localhost");
        stage = Stage.in(directory, "--mount.delivery-interval=100ms", "--relay.ca-file=" + certificates.issuer());
        desk = new Desk(stage);
    }

    @AfterEach
    void nothingIsAmiss() {
        stage.assertUnmoved();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    private static RudeOrigin origin(SSLContext identity) throws IOException {
        return RudeOrigin.withTls(identity).at(PATH, visit -> {
            visit.say("HTTP/1.0 200 OK\r\nContent-Type: audio/mpeg\r\n\r\n");
            visit.play(tune.bytes(), tune.length(2));
        });
    }

    private static String address(RudeOrigin origin) {
        return "https://localhost:" + origin.port() + PATH;
    }

    @Test
    void streamOfAServerWhoseIssuerIsInTheFileIsHeard() throws IOException {
        try (RudeOrigin origin = origin(good)) {
            desk.setWithLogin(PATH, address(origin), USER, PASSWORD);
            desk.awaitWords(PATH, "Z from " + address(origin));
            try (Listener listener = stage.audience().join(PATH)) {
                listener.awaitMore(5 * tune.bytesPerSecond());
                Judge.assertPlays(Judge.whole(listener.body()));
                Hearing.assertSame(listener.body(), tune.bytes(), 4 * tune.bytesPerSecond());
            }
            assertThat(origin.heads(PATH).get(0)).contains("Authorization: " + Stage.basic(USER, PASSWORD) + "\r\n");
            desk.drop(PATH);
        }
    }

    @Test
    void whoeverIsNotWhoWasMeantIsRefusedAndToldNothing() throws IOException {
        try (RudeOrigin other = origin(certificates.signed("dns:other.example"));
                RudeOrigin expired = origin(certificates.expired("dns:localhost"));
                RudeOrigin unknown = origin(certificates.selfSigned("dns:localhost"))) {
            Map<RudeOrigin, String> words = new LinkedHashMap<>();
            words.put(other, "its certificate is for other.example");
            words.put(expired, "its certificate has expired on 2");
            words.put(unknown, "its certificate is signed by nobody known here");
            for (RudeOrigin origin : words.keySet()) {
                desk.setWithLogin("/at-" + origin.port(), address(origin), USER, PASSWORD);
            }
            words.forEach((origin, expected) -> desk.awaitWords(
                    "/at-" + origin.port(), "failing because " + address(origin) + " cannot be reached: " + expected));
            for (RudeOrigin origin : words.keySet()) {
                assertThat(desk.words("/at-" + origin.port()))
                        .matches(".*; next try in \\d+ s")
                        .doesNotContain(PASSWORD);
                assertThat(origin.visits(PATH)).isZero();
                desk.drop("/at-" + origin.port());
            }
        }
    }

    /** What was told to a server is not passed on to the one that it sends us to. */
    @Test
    void loginStaysWithTheServerItWasSetFor() throws IOException {
        try (RudeOrigin far = origin(good);
                RudeOrigin near = RudeOrigin.withTls(good)) {
            near.at(PATH, visit -> visit.say("HTTP/1.0 302 Found\r\nLocation: " + address(far) + "\r\n\r\n"));
            desk.setWithLogin("/sent-on.mp3", address(near), USER, PASSWORD);
            desk.awaitPhase("/sent-on.mp3", "live");
            assertThat(near.heads(PATH).get(0)).contains("Authorization: ");
            assertThat(far.heads(PATH)).isNotEmpty().noneMatch(head -> head.contains("Authorization"));
            desk.drop("/sent-on.mp3");
        }
    }
}
