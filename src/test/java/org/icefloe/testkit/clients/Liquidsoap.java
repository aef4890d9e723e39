package org.icefloe.testkit.clients;

import java.io.IOException;

/**
 * liquidsoap, which decodes the sample and encodes it anew as MP3.
 *
 * @param output which output, and which of its settings
 */
public record Liquidsoap(Output output) implements SourceProgram {
    /** The ways in which liquidsoap comes as a source. */
    public enum Output {
        /** {@code SOURCE}, HTTP/1.0, a body without a length. */
        DEFAULT("output.icecast"),
        /** {@code PUT}, HTTP/1.0, and the first status has to be 100. */
        PUT("output.icecast, method=\"put\""),
        /** {@code SOURCE}, HTTP/1.1, chunked, with an empty {@code Host} in 2.1.3. */
        CHUNKED("output.icecast, chunked=true"),
        /** {@code PUT}, HTTP/1.1, chunked. */
        CHUNKED_PUT("output.icecast, method=\"put\", chunked=true"),
        /** The SHOUTcast v1 login, on the port above the one it is told. */
        SHOUTCAST("output.shoutcast");

        private final String call;

        Output(String call) {
            this.call = call;
        }
    }

    @Override
    public String client() {
        return "liquidsoap " + output.call;
    }

    @Override
    public String version() {
        return Program.LIQUIDSOAP.version();
    }

    @Override
    public Sample sample() {
        return Sample.MP3_TAGGED;
    }

    @Override
    public String mountOn(Target target, String mount) {
        return output == Output.SHOUTCAST ? target.shoutcastMount() : mount;
    }

    @Override
    public RunningSource start(Target target, String mount) throws IOException {
        String script = """
                settings.init.allow_root.set(true)
                settings.log.stdout.set(true)
                settings.log.file.set(false)
                s = mksafe(single("%s"))
                %s(%%mp3(bitrate=128), host="%s", port=%d, password="%s", name="%s"%s%s, s)
                """.formatted(
                        sample().path(),
                        function(),
                        target.host(),
                        port(target),
                        target.sourcePassword(),
                        Ffmpeg.NAME,
                        output == Output.SHOUTCAST ? "" : ", mount=\"" + target.path(mount) + "\"",
                        settings());
        return RunningProgram.start(
                Program.LIQUIDSOAP, Workspace.file("liquidsoap", ".liq", script).toString());
    }

    private String function() {
        return output.call.split(",", 2)[0];
    }

    private String settings() {
        return output.call.substring(function().length());
    }

    private int port(Target target) {
        return output == Output.SHOUTCAST ? target.shoutcastPort() - 1 : target.streamPort();
    }

    @Override
    public String toString() {
        return client();
    }
}
