package org.icefloe.testkit.clients;

import java.io.IOException;
import java.nio.file.Path;

/** ezstream, which plays a file over and over and tells its tags by {@code /admin/metadata}. */
public record Ezstream() implements SourceProgram {
    @Override
    public String client() {
        return "ezstream (libshout)";
    }

    @Override
    public String version() {
        return Program.EZSTREAM.version();
    }

    @Override
    public Sample sample() {
        return Sample.MP3_TAGGED;
    }

    /** ezstream warns of a configuration that others may read. {@link Workspace} makes files of mode 600. */
    @Override
    public RunningSource start(Target target, String mount) throws IOException {
        Path configuration = Workspace.file("ezstream", ".xml", """
                <ezstream>
                  <servers><server>
                    <protocol>HTTP</protocol><hostname>%s</hostname><port>%d</port>
                    <user>source</user><password>%s</password><reconnect_attempts>1</reconnect_attempts>
                  </server></servers>
                  <streams><stream>
                    <mountpoint>%s</mountpoint><format>MP3</format><stream_name>%s</stream_name>
                  </stream></streams>
                  <intakes><intake><type>file</type><filename>%s</filename></intake></intakes>
                  <metadata><format_str>@a@ - @t@</format_str></metadata>
                </ezstream>
                """.formatted(
                        target.host(),
                        target.streamPort(),
                        target.sourcePassword(),
                        target.path(mount),
                        Ffmpeg.NAME,
                        sample().path()));
        return RunningProgram.start(Program.EZSTREAM, "-v", "-c", configuration.toString());
    }

    @Override
    public String toString() {
        return client() + ", " + sample();
    }
}
