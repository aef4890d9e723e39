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

    public static Grant grant() {
        return Grant.of(ids.incrementAndGet());
    }
}
