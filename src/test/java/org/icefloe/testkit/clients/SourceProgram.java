package org.icefloe.testkit.clients;

import java.io.IOException;

/** One way to send a stream to a server: a program, its settings, and what it plays. */
public interface SourceProgram {
    /** Program and settings, as the compatibility table names them, such as {@code ffmpeg PUT}. */
    String client();

    /** The version of the program, as its package says. */
    String version();

    /** What it plays. */
    Sample sample();

    /** The mount it comes out at when it is told to go to {@code mount}. SHOUTcast logins cannot choose. */
    default String mountOn(Target target, String mount) {
        return mount;
    }

    /**
     * Begins to send, in real time, for at most a minute.
     *
     * @param mount begins with a slash
     */
    RunningSource start(Target target, String mount) throws IOException;
}
