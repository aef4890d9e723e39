package org.icefloe.listener;

/**
 * A request to listen, as a door has read it.
 *
 * @param wantsIcyMetadata whether the client sent {@code Icy-MetaData} with a number of 1 or more
 * @param address the client's IP address
 */
public record ListenerRequest(boolean wantsIcyMetadata, String address) {
    /** Reads the value of an {@code Icy-MetaData} header; anything but a number of 1 or more means no. */
    public static boolean asksForMetadata(String header) {
        String digits = header.strip();
        return digits.matches("[0-9]{1,9}") && Integer.parseInt(digits) > 0;
    }
}
