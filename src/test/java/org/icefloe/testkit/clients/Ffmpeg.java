package org.icefloe.testkit.clients;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * ffmpeg's {@code icecast:} output: {@code PUT} with {@code Expect: 100-continue}, or {@code SOURCE} whose body follows
 * in the packet of the head. The body has neither length nor chunks.
 *
 * @param sample what it plays
 * @param legacy whether it says {@code SOURCE}
 */
public record Ffmpeg(Sample sample, boolean legacy) implements SourceProgram {
    /** The {@code ice-name} it sends. */
    public static final String NAME = "Sweeps of Icefloe";

    /** {@code PUT} of {@code sample}. */
    public static Ffmpeg put(Sample sample) {
        return new Ffmpeg(sample, false);
    }

    /** {@code SOURCE} of {@code sample}. */
    public static Ffmpeg legacySource(Sample sample) {
        return new Ffmpeg(sample, true);
    }

    @Override
    public String client() {
        return legacy ? "ffmpeg -legacy_icecast 1" : "ffmpeg PUT";
    }

    @Override
    public String version() {
        return Program.FFMPEG.version();
    }

    @Override
    public RunningSource start(Target target, String mount) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-v", "warning", "-nostdin", "-re", "-stream_loop", "-1"));
        arguments.addAll(List.of("-i", sample.path().toString(), "-c", "copy", "-f", sample.muxer()));
        arguments.addAll(List.of("-content_type", sample.contentType(), "-ice_name", NAME, "-ice_genre", "Test"));
        if (legacy) {
            arguments.addAll(List.of("-legacy_icecast", "1"));
        }
        arguments.add("icecast://source:" + target.sourcePassword() + "@" + target.host() + ":" + target.streamPort()
                + target.path(mount));
        return RunningProgram.start(Program.FFMPEG, arguments.toArray(String[]::new));
    }

    @Override
    public String toString() {
        return client() + ", " + sample;
    }
}
