package org.icefloe.testkit.clients;

import java.io.IOException;

/**
 * {@code curl -T -}: {@code PUT}, HTTP/1.1, chunked, with {@code Expect: 100-continue} where curl sends it.
 *
 * @param sample what it is fed, in real time
 */
public record CurlChunked(Sample sample) implements SourceProgram {
    @Override
    public String client() {
        return "curl -T -";
    }

    @Override
    public String version() {
        return Program.CURL.version();
    }

    @Override
    public RunningSource start(Target target, String mount) throws IOException {
        RunningProgram curl = RunningProgram.startFed(
                Program.CURL,
                "-sS",
                "-i",
                "-u",
                "source:" + target.sourcePassword(),
                "-H",
                "Content-Type: " + sample.contentType(),
                "-T",
                "-",
                target.mountUrl(mount).toString());
        return FedProgram.play(curl, sample);
    }

    @Override
    public String toString() {
        return client() + ", " + sample;
    }
}
