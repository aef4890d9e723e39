package org.icefloe.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the {@code X-Forwarded-*} headers, which no standard describes. To that of addresses each proxy adds the one it
 * was called from; the others hold as many values, or only the one that the last proxy has set for all.
 *
 * <pre>
 *   X-Forwarded-For:   192.0.2.43, 10.0.0.7         the client, and the proxy next to it
 *   X-Forwarded-Host:  radio.example
 *   X-Forwarded-Proto: https
 *   X-Forwarded-Port:  443
 * </pre>
 */
final class XForwardedHeaders {
    private XForwardedHeaders() {}

    /** What each proxy says, the nearest first; empty if there is no such header. */
    static List<Hop> read(Function<String, Optional<String>> headers) {
        List<String> clients = values(headers, "x-forwarded-for");
        List<String> hosts = values(headers, "x-forwarded-host");
        List<String> schemes = values(headers, "x-forwarded-proto");
        List<String> ports = values(headers, "x-forwarded-port");
        boolean silent = hosts.isEmpty() && schemes.isEmpty() && ports.isEmpty();
        int count = Math.max(clients.size(), silent ? 0 : 1);
        List<Hop> hops = new ArrayList<>();
        for (int back = 0; back < count; back++) {
            Optional<String> client =
                    back < clients.size() ? Optional.of(clients.get(clients.size() - 1 - back)) : Optional.empty();
            hops.add(new Hop(
                    client.flatMap(Hop::node), fromEnd(hosts, back), fromEnd(schemes, back), fromEnd(ports, back)));
        }
        return hops;
    }

    private static Optional<String> fromEnd(List<String> values, int back) {
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(Math.max(0, values.size() - 1 - back)));
    }

    private static List<String> values(Function<String, Optional<String>> headers, String name) {
        return headers.apply(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .toList();
    }
}
