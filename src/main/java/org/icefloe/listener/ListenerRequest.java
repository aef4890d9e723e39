package org.icefloe.listener;

import java.util.Map;
import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.mount.MountName;
import org.icefloe.net.RelayPath;

/**
 * A request to listen, as a door has read it.
 *
 * @param mount which one was asked for
 * @param query behind the path, as it was sent, without the question mark; may be empty
 * @param headers of the request; names in lower case, the last of several values
 * @param credentials if any were sent
 * @param address the client's IP address
 */
public record ListenerRequest(
        MountName mount, String query, Map<String, String> headers, Optional<Credentials> credentials, String address) {

    /** The shortest metadata interval that another server is granted, in bytes of audio; costs half a percent. */
    private static final int SHORTEST_INTERVAL = 256;

    private static final int LONGEST_INTERVAL = 65_536;

    /**
     * Reads a request, with the credentials in its headers.
     *
     * @param path of a mountpoint, decoded
     */
    public static ListenerRequest of(String path, String query, Map<String, String> headers, String address) {
        Optional<Credentials> credentials =
                Optional.ofNullable(headers.get("authorization")).flatMap(Credentials::ofBasic);
        return new ListenerRequest(new MountName(path), query, headers, credentials, address);
    }

    /** A header by its lower-case name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The servers by way of which the request has come, if another Icefloe sends it. */
    public RelayPath relayPath() {
        return header(RelayPath.HEADER).flatMap(RelayPath::parse).orElse(RelayPath.NONE);
    }

    /** Whether another server asks, an Icefloe or an Icecast, which has listeners of its own. */
    boolean isFromServer() {
        return !relayPath().isEmpty()
                || header("user-agent")
                        .filter(agent -> agent.startsWith("Icecast"))
                        .isPresent();
    }

    /** How many bytes of audio another Icefloe wants between two metadata blocks, if it says so. */
    Optional<Integer> wantedMetadataInterval() {
        return header("icy-metaint")
                .map(String::strip)
                .filter(digits -> digits.matches("[0-9]{3,5}") && !relayPath().isEmpty())
                .map(Integer::valueOf)
                .filter(bytes -> bytes >= SHORTEST_INTERVAL && bytes <= LONGEST_INTERVAL);
    }

    /** Whether the client sent {@code Icy-MetaData} with a number of 1 or more. */
    public boolean wantsIcyMetadata() {
        return header("icy-metadata")
                .map(String::strip)
                .filter(digits -> digits.matches("[0-9]{1,9}") && Integer.parseInt(digits) > 0)
                .isPresent();
    }

    /** Leaves the headers out, which may hold a password, so that no log line has them. */
    @Override
    public String toString() {
        return "ListenerRequest[" + mount + " from " + address + "]";
    }
}
