package org.icefloe.contract;

import java.net.URI;
import java.nio.file.Path;
import org.icefloe.testkit.JarServer;
import org.icefloe.testkit.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The stream port of {@code java -jar icefloe.war}. */
class StreamPortDoorIT extends DoorContract {
    @TempDir
    static Path directory;

    private static Server server;

    @BeforeAll
    static void start() {
        server = JarServer.in(directory)
                .environment("ICEFLOE_MOUNT_SOURCE_TIMEOUT", "3s")
                .environment("ICEFLOE_LIMITS_SOURCES", Integer.toString(MOST_SOURCES))
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected int port() {
        return server.streamPort();
    }

    @Override
    protected URI base() {
        return server.httpUri();
    }
}
