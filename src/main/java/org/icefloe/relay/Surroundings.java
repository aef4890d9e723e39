package org.icefloe.relay;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.icefloe.config.Settings;
import org.icefloe.mount.MountName;
import org.icefloe.net.RelayPath;

/**
 * What all relays are made with.
 *
 * @param id of this server, by which it knows itself in a ring
 */
record Surroundings(
        Relays.Inside inside,
        StreamRequests requests,
        Control control,
        Supplier<Settings> all,
        RandomGenerator random,
        String id) {

    /** Bytes between two titles, asked for where they can be had so close: a title stays at its frame. */
    private static final int TITLES_APART = 256;

    Settings.Relay settings() {
        return all.get().relay();
    }

    /**
     * What is said in a request for a stream.
     *
     * @param asked by which servers the wish for it has come here
     */
    Map<String, String> headers(Upstream upstream, MountName mount, RelayPath asked) {
        Map<String, String> headers = new TreeMap<>();
        headers.put(RelayPath.HEADER, asked.to(id, mount.value()).toString());
        if (upstream.icyMetadata()) {
            headers.put("Icy-MetaInt", Integer.toString(TITLES_APART));
        }
        return headers;
    }
}
