package org.icefloe.testkit.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * A source made of a socket and a login, for what clients say that no package of Debian can be brought to say.
 *
 * @param client who speaks so
 * @param login what is said before the first byte of sound
 * @param shoutcast whether the login names no mount
 */
public record RawSource(String client, Login login, boolean shoutcast) implements SourceProgram {
    private static final Duration LONGEST_REPLY = Duration.ofSeconds(5);
    private static final String ICY_HEADERS =
            "icy-name:" + Ffmpeg.NAME + "\r\nicy-genre:Test\r\nicy-pub:0\r\nicy-br:128\r\n\r\n";

    /** What is said, and what is waited for, before the first byte of sound. */
    @FunctionalInterface
    public interface Login {
        /**
         * Says it.
         *
         * @throws IOException if the answer is not what the client needs to go on
         */
        void perform(RawConnection connection, Target target, String mount) throws IOException;
    }

    /** The old source encoders: {@code SOURCE /mount ICE/1.0}. */
    public static RawSource ice10() {
        return new RawSource(
                "SOURCE ICE/1.0", (c, t, m) -> request(c, "SOURCE " + t.path(m) + " ICE/1.0\r\n", t), false);
    }

    /** {@code PUT}, HTTP/1.0. */
    public static RawSource put10() {
        return new RawSource("PUT HTTP/1.0", (c, t, m) -> request(c, "PUT " + t.path(m) + " HTTP/1.0\r\n", t), false);
    }

    /** {@code PUT}, HTTP/1.1 without {@code Expect}, by a client that sends no sound before it has the 200. */
    public static RawSource putWaiting() {
        return new RawSource(
                "PUT that waits for 200 (sdrtrunk 2.4)",
                (c, t, m) -> request(c, "PUT " + t.path(m) + " HTTP/1.1\r\nHost: " + t.host() + "\r\n", t),
                false);
    }

    /** Headers without a space after the colon, and two empty lines at their end. */
    public static RawSource sourceWithTwoEmptyLines() {
        return new RawSource(
                "SOURCE with two empty lines (sdrtrunk 2.3)",
                (c, t, m) -> {
                    c.say("SOURCE " + t.path(m) + " HTTP/1.0\r\nAuthorization:" + basic(t)
                            + "\r\nContent-Type:audio/mpeg\r\nice-public:0\r\n\r\n\r\n");
                    expect200(c);
                },
                false);
    }

    /** Lines that end in LF alone, except the last two; the reply has to be HTTP/1.x 200. */
    public static RawSource darkice() {
        return new RawSource(
                "LF line ends (darkice)",
                (c, t, m) -> {
                    c.say("SOURCE " + t.path(m) + " HTTP/1.0\nContent-type: audio/mpeg\nAuthorization: " + basic(t)
                            + "\nUser-Agent: DarkIce/1.3\nice-bitrate: 128\nice-public: 0\nice-name: " + Ffmpeg.NAME
                            + "\r\n\r\n");
                    expect200(c);
                },
                false);
    }

    /** SHOUTcast v1 on the port above: password, wait for {@code OK2}, headers. */
    public static RawSource shoutcastWaiting() {
        return new RawSource(
                "SHOUTcast v1 that waits for OK2",
                (c, t, m) -> {
                    c.reconnect(t.host(), t.shoutcastPort());
                    c.say(t.sourcePassword() + "\r\n");
                    expectOk2(c);
                    c.say(ICY_HEADERS);
                },
                true);
    }

    /** SHOUTcast v1 on the port above: password and headers in one packet, with LF alone, as libshout does. */
    public static RawSource shoutcastAtOnce() {
        return new RawSource(
                "SHOUTcast v1 all at once",
                (c, t, m) -> {
                    c.reconnect(t.host(), t.shoutcastPort());
                    c.say((t.sourcePassword() + "\n" + ICY_HEADERS).replace("\r", ""));
                    expectOk2(c);
                },
                true);
    }

    /** The same login on the stream port, where it has to be told from a request line. */
    public static RawSource shoutcastOnStreamPort() {
        return new RawSource(
                "SHOUTcast v1 on the stream port",
                (c, t, m) -> {
                    c.say(t.sourcePassword() + "\r\n");
                    expectOk2(c);
                    c.say(ICY_HEADERS);
                },
                true);
    }

    @Override
    public String version() {
        return "";
    }

    @Override
    public Sample sample() {
        return Sample.MP3;
    }

    @Override
    public String mountOn(Target target, String mount) {
        return shoutcast ? target.shoutcastMount() : mount;
    }

    /** @throws IOException that quotes the reply, if the login is refused */
    @Override
    public RawConnection start(Target target, String mount) throws IOException {
        RawConnection connection = new RawConnection(target.host(), target.streamPort(), LONGEST_REPLY);
        try {
            login.perform(connection, target, mount);
        } catch (IOException e) {
            connection.close();
            throw e;
        }
        connection.play(sample());
        return connection;
    }

    private static void request(RawConnection connection, String line, Target target) throws IOException {
        connection.say(head(line.strip(), target));
        expect200(connection);
    }

    /** A whole head of an MP3 source: {@code line}, its password, and what it plays. */
    public static String head(String line, Target target) {
        return line + "\r\nAuthorization: " + basic(target) + "\r\nContent-Type: audio/mpeg\r\nUser-Agent: probe/1"
                + "\r\nice-name: " + Ffmpeg.NAME + "\r\n\r\n";
    }

    private static void expect200(RawConnection connection) throws IOException {
        connection.expect("HTTP/1\\.[01] 200 \\S.*");
    }

    /** {@code OK2} and then, up to an empty line, what the server can do. */
    private static void expectOk2(RawConnection connection) throws IOException {
        connection.expect("OK2");
    }

    static String basic(Target target) {
        String credentials = "source:" + target.sourcePassword();
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return client;
    }
}
