package org.icefloe.testkit.clients;

/** A server that runs until it is closed, and closes with everything it started. */
public interface RunningServer extends AutoCloseable {
    /** The stream port, where every client is served. */
    Target streamDoor();

    /** The HTTP port of the servlet container. */
    Target servletDoor();

    @Override
    void close();
}
