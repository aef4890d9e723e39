package org.icefloe.net;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Who is behind an address: with IPv4 the address says as much as can be known, with IPv6 one line has 2^64 of them
 * (RFC 6177), and only the first half tells it from others.
 *
 * <pre>
 *   192.0.2.7               192.0.2.7
 *   2001:db8:1:2:3:4:5:6    2001:db8:1:2::/64
 * </pre>
 */
public final class Subscriber {
    private Subscriber() {}

    /** A name for whoever is behind the address; a text that is no address is its own name. */
    public static String of(String address) {
        // Some containers put IPv6 in brackets; a link-local address names its interface behind a percent sign.
        return Hop.node(address.replaceFirst("%[^\\]]*", ""))
                .map(Subscriber::of)
                .orElse(address);
    }

    private static String of(InetAddress address) {
        return address instanceof Inet6Address ? half(address.getAddress()) : address.getHostAddress();
    }

    private static String half(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < 8; at += 2) {
            int group = (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
            text.append(Integer.toHexString(group)).append(':');
        }
        return text + ":/64";
    }
}
