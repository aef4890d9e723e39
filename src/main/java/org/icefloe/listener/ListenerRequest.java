package org.icefloe.listener;

import java.util.Optional;

/**
 * A request to listen, as a door has read it.
 *
 * @param wantsIcyMetadata whether the client sent {@code Icy-MetaData} with a number of 1 or more
 * @param address the client's IP address
 */
public record ListenerRequest(boolean wantsIcyMetadata, String address) {
    /**
     * Reads a request.
     *
     * @param icyMetadata the {@code Icy-MetaData} header; anything but a number of 1 or more means no
     */
    public static ListenerRequest of(Optional<String> icyMetadata, String address) {
        boolean wanted = icyMetadata
                .map(String::strip)
                .filter(digits -> digits.matches("[0-9]{1,9}") && Integer.parseInt(digits) > 0)
                .isPresent();
        return new ListenerRequest(wanted, address);
    }
}
