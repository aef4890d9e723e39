package org.icefloe.playlist;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
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
        MultivaluedMap<String, String> query = request.getUriInfo().getQueryParameters();
        return entry(mount, name -> Optional.ofNullable(query.getFirst(name)), request);
    }

    private Entry entry(
            MountName mount, Function<String, Optional<String>> parameters, ContainerRequestContext request) {
        String location = address.reachable(mount, request);
        Optional<String> user = parameters.apply("username");
        Optional<String> password = parameters.apply("password");
        String withLogin = user.isEmpty() || password.isEmpty()
                ? location
                : location.replaceFirst(
                        "://", "://" + Percent.part(user.get()) + ":" + Percent.part(password.get()) + "@");
        return new Entry(withLogin, mount, mounts.find(mount));
    }

    /**
     * A playlist of one address.
     *
     * @param parameters gives {@code username} and {@code password}, from wherever they came
     */
    public Response.ResponseBuilder m3u(
            MountName mount, Function<String, Optional<String>> parameters, ContainerRequestContext request) {
        return PlaylistFormat.M3U.reply(entry(mount, parameters, request));
    }
}
