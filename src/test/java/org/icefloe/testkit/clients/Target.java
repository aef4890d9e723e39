package org.icefloe.testkit.clients;

import java.net.URI;

/** Where clients are pointed at: one door of one running server. */
public interface Target {
    /** The server and its door, as the compatibility table names them, such as {@code Tomcat 11.0.24, servlet door}. */
    String name();

    /** Name or address, without brackets. */
    String host();

    /** The port that takes {@code SOURCE}, {@code PUT} and {@code GET}. */
    int streamPort();

    /** The port that takes a SHOUTcast v1 login; by custom one above the stream port. */
    int shoutcastPort();

    /** The password of user {@code source} on every mount. */
    String sourcePassword();

    /** The mount a SHOUTcast v1 login, which names none, comes out at. */
    default String shoutcastMount() {
        return "/stream";
    }

    /** What a client has to write into its request line to reach {@code mount}, context path included. */
    default String path(String mount) {
        return mount;
    }

    /** The address a listener of {@code mount} opens. */
    default URI mountUrl(String mount) {
        return URI.create("http://" + host() + ":" + streamPort() + path(mount));
    }
}
