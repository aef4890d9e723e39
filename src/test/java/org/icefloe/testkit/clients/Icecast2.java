package org.icefloe.testkit.clients;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.icefloe.testkit.FreePorts;

/** One icecast2 on two free ports, with every log on its standard output's file. */
record Icecast2(Target target, RunningProgram program, Path logs) implements RunningServer {
    private static final String PASSWORD = "hackme";

    static Icecast2 start(Duration sourceTimeout, String mounts) throws IOException {
        return start(FreePorts.consecutive(2), sourceTimeout, mounts);
    }

    /** On a port where one was before, and the one above it. */
    static Icecast2 start(int port, Duration sourceTimeout, String mounts) throws IOException {
        Path logs = Workspace.directory("icecast2");
        if (!logs.toFile().setWritable(true, false) || !logs.toFile().setExecutable(true, false)) {
            throw new IOException("icecast2, which leaves root behind, could not write to " + logs);
        }
        Path configuration = Workspace.file("icecast2", ".xml", configuration(port, sourceTimeout, logs, mounts));
        Icecast2 server = new Icecast2(
                new Door(port), RunningProgram.start(Program.ICECAST2, "-c", configuration.toString()), logs);
        await("icecast2 to accept, and to know who it is")
                .atMost(Duration.ofSeconds(10))
                .until(() -> introducesItself(port));
        return server;
    }

    private static String configuration(int port, Duration sourceTimeout, Path logs, String mounts) {
        return """
                <icecast><location>Earth</location><admin>icemaster@localhost</admin><hostname>localhost</hostname>
                <limits><clients>500</clients><sources>100</sources><queue-size>524288</queue-size>
                <client-timeout>30</client-timeout><header-timeout>15</header-timeout>
                <source-timeout>%d</source-timeout><burst-size>65535</burst-size></limits>
                <authentication><source-password>%s</source-password><relay-password>%2$s</relay-password>
                <admin-user>admin</admin-user><admin-password>%2$s</admin-password></authentication>
                <listen-socket><port>%d</port><bind-address>127.0.0.1</bind-address>
                <shoutcast-mount>/stream</shoutcast-mount></listen-socket>%s<fileserve>1</fileserve>
                <paths><basedir>/usr/share/icecast2</basedir><logdir>%s</logdir>
                <webroot>/usr/share/icecast2/web</webroot><adminroot>/usr/share/icecast2/admin</adminroot></paths>
                <logging><accesslog>access.log</accesslog><errorlog>error.log</errorlog><loglevel>3</loglevel></logging>
                <security><chroot>0</chroot><changeowner><user>nobody</user><group>nogroup</group></changeowner></security>
                </icecast>
                """.formatted(sourceTimeout.toSeconds(), PASSWORD, port, mounts, logs);
    }

    /** It accepts before its statistics thread has said what the configuration tells; the administrator comes last. */
    private static boolean introducesItself(int port) {
        try (InputStream status = URI.create("http://127.0.0.1:" + port + "/status-json.xsl")
                .toURL()
                .openStream()) {
            return new String(status.readAllBytes(), StandardCharsets.UTF_8).contains("\"admin\":");
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public Target streamDoor() {
        return target;
    }

    @Override
    public Target servletDoor() {
        throw new UnsupportedOperationException("icecast2 is no servlet container");
    }

    @Override
    public void close() {
        program.close();
    }

    private record Door(int streamPort) implements Target {
        @Override
        public String name() {
            return "icecast2 " + Program.ICECAST2.version();
        }

        @Override
        public String host() {
            return "127.0.0.1";
        }

        @Override
        public int shoutcastPort() {
            return streamPort + 1;
        }

        @Override
        public String sourcePassword() {
            return PASSWORD;
        }
    }
}
