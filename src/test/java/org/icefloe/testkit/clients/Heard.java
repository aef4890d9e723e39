package org.icefloe.testkit.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** The proof that a source is heard: a recording, and ffmpeg as a live listener, both without fault. */
public final class Heard {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration LENGTH = Duration.ofSeconds(8);
    private static final int LEAST_SECONDS = 4;

    private Heard() {}

    /**
     * Waits for the mount, listens to it twice, and ends the source.
     *
     * @return what was recorded, with ICY metadata where there is some
     * @throws AssertionError that ends with the output of the source
     */
    public static Recording whole(SourceProgram program, Target target, String mount) throws IOException {
        URI address = target.mountUrl(program.mountOn(target, mount));
        try (RunningSource source = program.start(target, mount)) {
            try {
                Recording recording = Recorder.http11(address)
                        .withIcyMetadata()
                        .hopingWhile(source::isAlive)
                        .recordOnceLive(PATIENCE, LENGTH);
                assertWhole(recording);
                Decoding.checkLive(address, LEAST_SECONDS);
                assertThat(source.isAlive()).as("the source is still on").isTrue();
                return recording;
            } catch (AssertionError | IOException e) {
                throw new AssertionError(e.getMessage() + "\n" + program + " had this to say:\n" + source.output(), e);
            }
        }
    }

    /** What was recorded decodes, and its sound goes on without a jump. */
    public static void assertWhole(Recording recording) throws IOException {
        Path file = recording.file();
        Decoding.check(file);
        Sound.of(file).assertHolds(LEAST_SECONDS);
    }
}
