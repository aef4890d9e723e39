package org.icefloe.testkit.clients;

import java.io.IOException;

/**
 * The {@code shout} tool of libshout. It begins with {@code OPTIONS *} and an offer of TLS, goes on with a probe that
 * has no password, and only then comes as a source, each time on a connection of its own.
 *
 * @param sample MP3 or Ogg
 */
public record Shout(Sample sample) implements SourceProgram {
    @Override
    public String client() {
        return "shout (libshout)";
    }

    @Override
    public String version() {
        return Program.SHOUT.version();
    }

    /** For MP3 the usage has to be named, and before the format: libshout 2.4.6 refuses the format otherwise. */
    @Override
    public RunningSource start(Target target, String mount) throws IOException {
        return RunningProgram.startReading(
                Program.SHOUT,
                sample.path(),
                "--host",
                target.host(),
                "--port",
                Integer.toString(target.streamPort()),
                "--user",
                "source",
                "--pass",
                target.sourcePassword(),
                "--mount",
                target.path(mount),
                "--usage",
                "audio",
                "--format",
                sample.isOgg() ? "ogg" : "mp3");
    }

    @Override
    public String toString() {
        return client() + ", " + sample;
    }
}
