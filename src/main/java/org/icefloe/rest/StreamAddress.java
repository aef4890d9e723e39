package org.icefloe.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountPattern;
import org.icefloe.net.Origin;
import org.icefloe.net.Percent;

/**
 * Where streams are to be had: under the address that whoever runs the server has set for them, or else where the
 * client has just reached the server.
 *
 * <pre>
 *   a public address is set                             https://radio.example/streams  /live.mp3
 *   the request came by a trusted proxy                 as the client has called it     /live.mp3
 *   ... by the stream port                              Host                            /live.mp3
 *   ... by the container, and there is a stream port    Host, with the stream port      /live.mp3
 *   ... by the container, and there is none, or by TLS  Host and context path           /live.mp3
 * </pre>
 *
 * <p>From a page that came over TLS, a browser plays nothing that does not; so there the door of the page has to serve
 * the stream.
 *
 * @param publicUrls gives the public address at this moment, without a slash at the end
 * @param hostnames gives what the outside calls this machine at this moment
 * @param streamPort 0 if it is off
 */
public record StreamAddress(Supplier<Optional<URI>> publicUrls, Supplier<String> hostnames, int streamPort) {

    /** The address that status documents give out, the same for everybody as long as there is a stream port. */
    public String announced(MountName mount, ContainerRequestContext request) {
        return streamPort == 0 ? reachable(mount, request) : atStreamPort(mount);
    }

    /** The same for whoever has come by the stream port, or is to be told of it. */
    public String atStreamPort(MountName mount) {
        return configured(mount).orElse(atStreamPort(hostnames.get(), mount));
    }

    /** The address for those who have sent no request, such as directories; empty where only a request tells it. */
    public Optional<String> published(MountName mount) {
        return streamPort == 0 ? configured(mount) : Optional.of(atStreamPort(mount));
    }

    /** The address for whoever has sent this request. */
    public String reachable(MountName mount, ContainerRequestContext request) {
        return configured(mount)
                .orElseGet(() -> servesHere(request) ? here(mount, request) : atStreamPort(host(request), mount));
    }

    /**
     * The address of a page of this server for whoever has sent this request, and for others as far as a public address
     * is set.
     *
     * @param path with a slash at its begin, as it is written in a URI
     */
    public String page(String path, ContainerRequestContext request) {
        return publicUrls.get().map(URI::toString).orElseGet(() -> root(request)) + path;
    }

    /** The address by which a token lets a player in; empty if it is for several mounts. */
    public Optional<String> tokenLink(MountPattern mounts, String token, ContainerRequestContext request) {
        return Optional.of(mounts)
                .filter(MountPattern::isExact)
                .filter(one -> !one.equals(MountPattern.TEMPLATE))
                .map(one -> reachable(new MountName(one.toString()), request) + "?token=" + token);
    }

    /** The name under which the client has reached the server, as far as it says one that is fit for an address. */
    public String host(ContainerRequestContext request) {
        return Optional.ofNullable(base(request).getHost()).orElseGet(hostnames);
    }

    /** Whether {@link #reachable} leads straight to the stream port, which takes what other doors may not. */
    public boolean leadsToStreamPort(ContainerRequestContext request) {
        return publicUrls.get().isEmpty() && (!servesHere(request) || Way.of(request) == Way.STREAM_PORT);
    }

    private boolean servesHere(ContainerRequestContext request) {
        return streamPort == 0
                || Way.of(request) != Way.CONTAINER
                || base(request).getScheme().equals("https");
    }

    /** Whether this server is to be reached there, as far as its settings tell. */
    public boolean isHere(Origin server) {
        return server.isSameAs(new Origin("http", hostnames.get(), streamPort))
                || publicUrls
                        .get()
                        .flatMap(url -> Origin.parse(url.getScheme(), url.getRawAuthority()))
                        .filter(server::isSameAs)
                        .isPresent();
    }

    private Optional<String> configured(MountName mount) {
        return publicUrls.get().map(url -> url + Percent.path(mount.value()));
    }

    private String atStreamPort(String host, MountName mount) {
        return new Origin("http", host, streamPort) + Percent.path(mount.value());
    }

    private static String here(MountName mount, ContainerRequestContext request) {
        return root(request) + Percent.path(mount.value());
    }

    /** Without a slash at the end. */
    private static String root(ContainerRequestContext request) {
        return base(request).toString().replaceFirst("/$", "");
    }

    private static URI base(ContainerRequestContext request) {
        return request.getUriInfo().getBaseUri();
    }
}
