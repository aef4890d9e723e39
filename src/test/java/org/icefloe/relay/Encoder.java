package org.icefloe.relay;

import java.io.IOException;
import java.time.Duration;
import org.icefloe.onair.Stage;
import org.icefloe.onair.Tune;
import org.icefloe.testkit.Server;
import org.icefloe.testkit.clients.RawConnection;

/** A source of either server. */
final class Encoder {
    private static final String WORDS = """
            ice-name: Floe FM
            ice-description: Ice that floats
            ice-genre: Ambient
            ice-url: http://floe.example/
            ice-bitrate: 48
            ice-public: 1
            """.replace("\n", "\r\n");

    private Encoder() {}

    /** Plays in real time from now on, and says all that a source can say of its stream. */
    static RawConnection play(int port, String mount, Tune tune) {
        return Stage.until("a source of " + mount)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> login(port, mount, tune), source -> true);
    }

    private static RawConnection login(int port, String mount, Tune tune) throws IOException {
        RawConnection source = new RawConnection("127.0.0.1", port, Duration.ofSeconds(5));
        try {
            source.say("SOURCE " + mount + " HTTP/1.0\r\nAuthorization: " + Stage.basic("source", Server.PASSWORD)
                    + "\r\nContent-Type: " + tune.format().contentType() + "\r\n" + WORDS + "\r\n");
            source.expect("HTTP/1\\.[01] 200 .*");
        } catch (IOException e) {
            source.close();
            throw e;
        }
        source.play(tune.bytes(), tune.length(1));
        return source;
    }
}
