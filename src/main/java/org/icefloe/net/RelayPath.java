package org.icefloe.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The servers by which a stream has come, or for which it is asked, the first one first. A server that finds itself in
 * one stands in a ring. Written in a header, as what Icecast passes on from server to server:
 *
 * <pre>
 *   icy-relay-path: 8f14e45fceea167a/live.mp3, 45c48cce2e2d7fbd/relay%20of.mp3
 *                   id of a server, and a mount there as a URI has it
 * </pre>
 *
 * @param stops at most {@value #LONGEST}
 */
public record RelayPath(List<Stop> stops) {
    /** The header, of requests and of responses, in lower case. */
    public static final String HEADER = "icy-relay-path";

    /** Where a stream comes from its source. */
    public static final RelayPath NONE = new RelayPath(List.of());

    /** Nobody relays a relay of a relay as often. */
    public static final int LONGEST = 16;

    private static final Pattern STOP = Pattern.compile("[0-9a-zA-Z-]{1,64}/[!-+.-~-]{0,255}");

    /**
     * A server and one of its mounts.
     *
     * @param server the id of its start
     * @param mount its path as a URI has it
     */
    public record Stop(String server, String mount) {}

    public RelayPath {
        stops = List.copyOf(stops);
    }

    /** Reads a header; empty if it is none of ours, or too long. */
    public static Optional<RelayPath> parse(String header) {
        List<Stop> stops = new ArrayList<>();
        for (String text : header.split(",", LONGEST + 1)) {
            String stop = text.strip();
            int slash = stop.indexOf('/');
            if (!STOP.matcher(stop).matches() || stops.size() == LONGEST) {
                return Optional.empty();
            }
            stops.add(new Stop(stop.substring(0, slash), stop.substring(slash)));
        }
        return Optional.of(new RelayPath(stops));
    }

    /**
     * With one more stop at the end.
     *
     * @param mount decoded, with its slash
     */
    public RelayPath to(String server, String mount) {
        return new RelayPath(
                Stream.concat(stops.stream(), Stream.of(stop(server, mount))).toList());
    }

    private static Stop stop(String server, String mount) {
        return new Stop(server, Percent.path(mount).replace(",", "%2C"));
    }

    public boolean isEmpty() {
        return stops.isEmpty();
    }

    /**
     * Whether it has come by that mount of that server.
     *
     * @param mount decoded, with its slash
     */
    public boolean contains(String server, String mount) {
        return stops.contains(stop(server, mount));
    }

    /** Whether both have come by one mount of one server. */
    public boolean meets(RelayPath other) {
        return stops.stream().anyMatch(other.stops::contains);
    }

    /**
     * What came behind that mount of that server; all of it, if it has not come by there.
     *
     * @param mount decoded, with its slash
     */
    public RelayPath behind(String server, String mount) {
        return new RelayPath(stops.subList(stops.lastIndexOf(stop(server, mount)) + 1, stops.size()));
    }

    /** The server at its end. */
    public Optional<String> last() {
        return isEmpty()
                ? Optional.empty()
                : Optional.of(stops.get(stops.size() - 1).server());
    }

    /** As the value of a header. */
    @Override
    public String toString() {
        return stops.stream().map(stop -> stop.server() + stop.mount()).collect(Collectors.joining(", "));
    }
}
