package org.icefloe.listener;

import java.util.Optional;
import org.icefloe.mount.MountName;

/**
 * A request to listen, as a door has read it.
 *
 * @param mount which one was asked for
 * @param wantsIcyMetadata whether the client sent {@code Icy-MetaData} with a number of 1 or more
 * @param address the client's IP address
 */
public record ListenerRequest(MountName mount, boolean wantsIcyMetadata, String address) {
    /**
     * Reads a request.
     *
     * @param path of a mountpoint, decoded
     * @param icyMetadata the {@code Icy-MetaData} header; anything but a number of 1 or more means no
     */
    public static ListenerRequest of(String path, Optional<String> icyMetadata, String address) {
        boolean wanted = icyMetadata
                .map(String::strip)
                .filter(digits -> digits.matches("[0-9]{1,9}") && Integer.parseInt(digits) > 0)
                .isPresent();
        return new ListenerRequest(new MountName(path), wanted, address);
    }
}
