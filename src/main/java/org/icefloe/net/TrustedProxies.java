package org.icefloe.net;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The proxies whose word is taken for who the client is and what it has asked for. Anybody can send these headers, so
 * they count only as far as a chain of trusted proxies reaches: the first address from the right that is no such proxy
 * is the client.
 *
 * <pre>
 *   192.0.2.43 ──> 10.0.0.7 ──> 10.0.0.8 ──> this server        trusted: 10.0.0.0/8
 *
 *   X-Forwarded-For: 203.0.113.9, 192.0.2.43, 10.0.0.7          the client is 192.0.2.43;
 *                    └ made up by it                            10.0.0.8 itself is at the connection's other end
 * </pre>
 *
 * <p>{@code X-Forwarded-*} goes before {@code Forwarded} (RFC 7239) where there are both. What cannot be read is as if
 * it were not there.
 */
public final class TrustedProxies {
    /** No proxy at all. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final Set<String> LISTS = Set.of("forwarded", "x-forwarded-for");

    private final List<AddressBlock> blocks;

    private TrustedProxies(List<AddressBlock> blocks) {
        this.blocks = blocks;
    }

    /** Who the client is, and what the proxy next to it says. */
    private record Trail(String client, Hop outermost) {}

    /**
     * Reads addresses and blocks with commas between them, such as {@code 127.0.0.1, ::1, 10.0.0.0/8}.
     *
     * @throws IllegalArgumentException if one of them is neither
     */
    public static TrustedProxies parse(String list) {
        return new TrustedProxies(Arrays.stream(list.split(","))
                .map(text -> AddressBlock.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException(text.strip() + " is no address and no block")))
                .toList());
    }

    /** Whether each of several lines with this name, in lower case, has a proxy of its own to tell of. */
    public static boolean isList(String header) {
        return LISTS.contains(header);
    }

    /** @param peer the IP address at the other end of a connection */
    public boolean trusts(String peer) {
        // Some containers put IPv6 in brackets; a link-local address names its interface behind a percent sign.
        return !blocks.isEmpty()
                && Hop.node(peer.replaceFirst("%[^\\]]*", ""))
                        .filter(this::trusts)
                        .isPresent();
    }

    private boolean trusts(InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    /**
     * The IP address of the client.
     *
     * @param peer the IP address at the other end of the connection
     * @param headers of the request, by their names in lower case
     */
    public String client(String peer, Function<String, Optional<String>> headers) {
        return trail(peer, headers).client;
    }

    /**
     * Under which address the client sees this server.
     *
     * @param asked what the request itself says
     * @return the same, if the peer is not trusted or says nothing
     */
    public Origin origin(String peer, Function<String, Optional<String>> headers, Origin asked) {
        Hop said = trail(peer, headers).outermost;
        String scheme = said.scheme()
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> text.equals("http") || text.equals("https"))
                .orElse(asked.scheme());
        Optional<Origin> named = said.host().flatMap(host -> Origin.parse(scheme, host));
        boolean portNamed = named.isPresent() && said.host().orElse("").matches(".*:[0-9]+");
        Origin origin = named.orElse(new Origin(scheme, asked.host(), portOf(asked, scheme)));
        return said.port()
                .filter(port -> !portNamed)
                .flatMap(port -> Origin.parse(scheme, origin.host() + ":" + port))
                .orElse(origin);
    }

    /** A port that was named stays; one that went without saying changes with the scheme. */
    private static int portOf(Origin asked, String scheme) {
        boolean unsaid = asked.port() == Origin.defaultPort(asked.scheme());
        return unsaid ? Origin.defaultPort(scheme) : asked.port();
    }

    private Trail trail(String peer, Function<String, Optional<String>> headers) {
        String client = peer;
        Hop outermost = Hop.SILENT;
        for (Hop hop : trusts(peer) ? hops(headers) : List.<Hop>of()) {
            outermost = hop;
            if (hop.client().isEmpty()) {
                break;
            }
            client = hop.client().get().getHostAddress();
            if (!trusts(hop.client().get())) {
                break;
            }
        }
        return new Trail(client, outermost);
    }

    private static List<Hop> hops(Function<String, Optional<String>> headers) {
        List<Hop> hops = XForwardedHeaders.read(headers);
        return hops.isEmpty()
                ? headers.apply("forwarded").map(ForwardedHeader::read).orElse(List.of())
                : hops;
    }
}
