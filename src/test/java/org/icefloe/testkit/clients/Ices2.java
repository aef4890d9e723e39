package org.icefloe.testkit.clients;

import java.io.IOException;
import java.nio.file.Path;

/** ices2 with its playlist module: Ogg Vorbis files one after the other, as a chain of logical streams. */
public record Ices2() implements SourceProgram {
    @Override
    public String client() {
        return "ices2 (libshout)";
    }

    @Override
    public String version() {
        return Program.ICES2.version();
    }

    @Override
    public Sample sample() {
        return Sample.VORBIS;
    }

    @Override
    public RunningSource start(Target target, String mount) throws IOException {
        Path playlist = Workspace.file("ices2", ".txt", sample().path() + "\n");
        Path configuration = Workspace.file("ices2", ".xml", """
                <ices>
                  <background>0</background>
                  <logpath>%s</logpath><logfile>ices.log</logfile><loglevel>3</loglevel><consolelog>1</consolelog>
                  <stream>
                    <metadata><name>%s</name><genre>Test</genre><description>A sweep</description></metadata>
                    <input>
                      <module>playlist</module>
                      <param name="type">basic</param><param name="file">%s</param>
                      <param name="random">0</param><param name="once">0</param>
                    </input>
                    <instance>
                      <hostname>%s</hostname><port>%d</port><password>%s</password><mount>%s</mount><yp>0</yp>
                      <reconnectdelay>1</reconnectdelay><reconnectattempts>1</reconnectattempts>
                      <maxqueuelength>80</maxqueuelength>
                    </instance>
                  </stream>
                </ices>
                """.formatted(
                        playlist.getParent(),
                        Ffmpeg.NAME,
                        playlist,
                        target.host(),
                        target.streamPort(),
                        target.sourcePassword(),
                        target.path(mount)));
        return RunningProgram.start(Program.ICES2, configuration.toString());
    }

    @Override
    public String toString() {
        return client() + ", " + sample();
    }
}
