package org.icefloe.rest;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.icefloe.mount.MountName;

/**
 * Where streams are to be had: at the stream port, or, where there is none, at the door that a request came by.
 *
 * @param hostname what the outside calls this machine
 * @param streamPort 0 if it is off
 */
public record StreamAddress(String hostname, int streamPort) {

    /** The address that status documents give out, the same for everybody. */
    public String announced(MountName mount, UriInfo request) {
        return streamPort == 0 ? atDoor(mount, request) : atStreamPort(hostname, mount);
    }

    /**
     * The address for a page: it leads to the host that the visitor's browser has just reached. From a page that came
     * over TLS, a browser plays nothing that does not, so there the door of the page has to serve the stream.
     */
    public String reachable(MountName mount, UriInfo request) {
        return servesAtDoor(request) ? atDoor(mount, request) : atStreamPort(host(request), mount);
    }

    /** The name under which the client has reached the server, as far as it says one that is fit for an address. */
    public String host(UriInfo request) {
        return Optional.ofNullable(request.getBaseUri().getHost()).orElse(hostname);
    }

    /** Whether {@link #reachable} leads to the door of the request and not to the stream port. */
    public boolean servesAtDoor(UriInfo request) {
        return streamPort == 0 || request.getBaseUri().getScheme().equals("https");
    }

    private String atStreamPort(String host, MountName mount) {
        boolean bareIpv6 = host.contains(":") && !host.startsWith("[");
        return "http://" + (bareIpv6 ? "[" + host + "]" : host) + ":" + streamPort + escaped(mount);
    }

    private static String atDoor(MountName mount, UriInfo request) {
        return request.getBaseUri().resolve("." + escaped(mount)).toString();
    }

    /** The path in the characters of a URI (RFC 3986). */
    private static String escaped(MountName mount) {
        try {
            return new URI(null, null, mount.value(), null).toASCIIString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("a mountpoint that is no path: " + mount, impossible);
        }
    }
}
