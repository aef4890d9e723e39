package org.icefloe.listener;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Clients who want to listen, of whom nothing is known. */
public final class Guest {
    private static final AtomicLong ids = new AtomicLong();

    private Guest() {}

    public static ListenerRequest at(String mount) {
        return ListenerRequest.of(mount, "", Map.of(), "192.0.2.2");
    }

    public static ListenerRequest wantingTitles(String mount) {
        return ListenerRequest.of(mount, "", Map.of("icy-metadata", "1"), "192.0.2.2");
    }

    /** Another Icefloe, of which this is the last stop on the way here, and which wants titles so close. */
    static ListenerRequest server(String mount, String stop, int metadataInterval) {
        return ListenerRequest.of(
                mount,
                "",
                Map.of("icy-metadata", "1", "icy-metaint", Integer.toString(metadataInterval), "icy-relay-path", stop),
                "192.0.2.3");
    }

    public static Grant grant() {
        return Grant.of(ids.incrementAndGet());
    }
}
