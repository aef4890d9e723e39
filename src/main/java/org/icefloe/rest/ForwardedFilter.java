package org.icefloe.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.icefloe.net.Origin;
import org.icefloe.net.TrustedProxies;

/** Puts the client, and the address under which it sees this server, in the place of the proxy before it. */
@PreMatching
@Priority(0)
final class ForwardedFilter implements ContainerRequestFilter {
    private final Supplier<TrustedProxies> trusted;

    ForwardedFilter(Supplier<TrustedProxies> trusted) {
        this.trusted = trusted;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        TrustedProxies proxies = trusted.get();
        String peer = ClientAddress.of(request);
        if (proxies.trusts(peer)) {
            request.setProperty(ClientAddress.PROPERTY, proxies.client(peer, name -> header(request, name)));
            request.setProperty(Way.PROPERTY, Way.PROXY);
            URI base = request.getUriInfo().getBaseUri();
            Origin.parse(base.getScheme(), base.getRawAuthority())
                    .map(asked -> proxies.origin(peer, name -> header(request, name), asked))
                    .ifPresent(origin -> move(request, base, origin));
        }
    }

    /** Several lines are one list, or the last of them counts. */
    private static Optional<String> header(ContainerRequestContext request, String name) {
        MultivaluedMap<String, String> headers = request.getHeaders();
        List<String> values = headers.getOrDefault(name, List.of());
        if (values.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(TrustedProxies.isList(name) ? String.join(",", values) : values.get(values.size() - 1));
    }

    private static void move(ContainerRequestContext request, URI base, Origin origin) {
        URI moved = URI.create(origin + base.getRawPath());
        URI target = base.relativize(request.getUriInfo().getRequestUri());
        request.setRequestUri(moved, moved.resolve(target));
    }
}
