package org.icefloe.net;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which hosts can be reached from everywhere: those that lie in no network of somebody's own, nor in this machine (the
 * registries of special-purpose addresses, RFC 6890). No name server is asked here.
 */
public final class PublicAddress {
    private static final AddressList SPECIAL_IPV4 = AddressList.parse("0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8"
            + " 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24"
            + " 203.0.113.0/24 224.0.0.0/3");

    /** All that is given out to be reached (RFC 4291, 2.4). */
    private static final AddressList GLOBAL_IPV6 = AddressList.parse("2000::/3");

    /** Of these, those of protocols and documents, and those that stand for an address of IPv4, which may be any. */
    private static final AddressList SPECIAL_IPV6 = AddressList.parse("2001::/23 2001:db8::/32 2002::/16 3fff::/20");

    /** Names that every network may give to hosts of its own (RFC 6761, RFC 6762, RFC 8375). */
    private static final List<String> LOCAL_ZONES =
            List.of(".localhost", ".localdomain", ".local", ".internal", ".intranet", ".lan", ".home", ".home.arpa");

    private PublicAddress() {}

    /** Whether this address can be reached from everywhere. */
    public static boolean isPublic(InetAddress address) {
        String text = address.getHostAddress();
        return address.getAddress().length == 4
                ? !SPECIAL_IPV4.contains(text)
                : GLOBAL_IPV6.contains(text) && !SPECIAL_IPV6.contains(text);
    }

    /**
     * Whether a host may be one that can be reached from everywhere. Of a name, only its address tells for certain.
     *
     * @param host a name, or an address; of IPv6 without brackets
     */
    public static boolean mayBePublic(String host) {
        Optional<InetAddress> address = IpAddress.parse(host);
        if (address.isPresent()) {
            return isPublic(address.get());
        }
        String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        return name.contains(".")
                && !name.contains(":")
                && !isNumber(name.substring(name.lastIndexOf('.') + 1))
                && LOCAL_ZONES.stream().noneMatch(name::endsWith);
    }

    /** Browsers take a name that ends so for an address of IPv4, in one of its old spellings (WHATWG URL, 3.5). */
    private static boolean isNumber(String label) {
        return label.isEmpty() || label.matches("[0-9]+|0x[0-9a-f]*");
    }
}
