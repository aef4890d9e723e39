package org.icefloe.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** ffmpeg as the judge of a stream: it decodes, and may have nothing to say. */
public final class Decoding {
    private Decoding() {}

    /**
     * Decodes a file.
     *
     * @throws AssertionError with what ffmpeg said
     */
    public static void check(Path file) throws IOException {
        String said =
                RunningProgram.run(Program.FFMPEG, "-nostdin", "-v", "error", "-i", file.toString(), "-f", "null", "-");
        assertThat(said).as("what ffmpeg says of %s", file).isEmpty();
    }

    /**
     * Listens to {@code seconds} of a stream.
     *
     * @throws AssertionError with what ffmpeg said
     */
    public static void checkLive(URI address, int seconds) throws IOException {
        String said = RunningProgram.run(
                Program.FFMPEG,
                "-nostdin",
                "-v",
                "error",
                "-rw_timeout",
                "10000000",
                "-t",
                Integer.toString(seconds),
                "-i",
                address.toString(),
                "-f",
                "null",
                "-");
        assertThat(said).as("what ffmpeg says of %s", address).isEmpty();
    }
}
