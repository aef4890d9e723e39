package org.icefloe.testkit;

import java.net.URI;
import java.nio.file.Path;

/** A server that runs as a process of its own and has said that it is ready. */
public interface Server extends AutoCloseable {
    /** The password of users {@code source}, {@code admin} and {@code relay}. */
    String PASSWORD = "hackme";

    /** Where the web application is, seen from this machine, with a slash at the end. */
    URI httpUri();

    int streamPort();

    Path home();

    long pid();

    /** What has come on standard output so far. */
    String output();

    /** What has come on standard output and standard error so far. */
    String log();

    /**
     * Sends SIGTERM and waits for the end.
     *
     * @return the exit code
     * @throws AssertionError with the end of the log if it takes more than 15 s
     */
    int stop();

    /** Ends the process as {@code kill -9} does and keeps its home. */
    void kill();

    /** Ends the process if it runs. */
    @Override
    void close();
}
