package org.icefloe.playlist;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.net.Percent;
import org.icefloe.rest.StreamAddress;

/**
 * Where a playlist leads: to the stream as the asker can reach it, with the login that came in the query.
 *
 * <pre>
 *   /live.mp3.m3u?username=ann&amp;password=p%40ss    http://ann:p%40ss@radio.example:8000/live.mp3
 * </pre>
 */
public final class Locations {
    private final MountRegistry mounts;
    private final StreamAddress address;

    public Locations(MountRegistry mounts, StreamAddress address) {
        this.mounts = mounts;
        this.address = address;
    }

    /**
     * A mount that is off has an entry too: it may be on when the player comes. A hidden one has one for whoever knows
     * its name.
     */
    Entry entry(MountName mount, ContainerRequestContext request) {
        return new Entry(location(mount, request), mount, mounts.find(mount));
    }

    private String location(MountName mount, ContainerRequestContext request) {
        MultivaluedMap<String, String> query = request.getUriInfo().getQueryParameters();
        String location = address.reachable(mount, request);
        String user = query.getFirst("username");
        String password = query.getFirst("password");
        return user == null || password == null
                ? location
                : location.replaceFirst("://", "://" + Percent.part(user) + ":" + Percent.part(password) + "@");
    }
}
