package org.icefloe.net;

import java.net.IDN;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Hosts, by names that stand for all below them too, and by addresses and blocks, such as {@code radio.example,
 * 192.0.2.7, 2001:db8::/32}. Immutable. No name server is asked.
 */
public final class HostList {
    /** No host at all. */
    public static final HostList EMPTY = new HostList(Set.of(), AddressList.EMPTY, "");

    /** The last label has a letter; else it is a part of an address (WHATWG URL, 3.5). */
    private static final Pattern NAME = Pattern.compile("(?:[a-z0-9_-]{1,63}\\.)*(?=[a-z0-9_-]*[a-z])[a-z0-9_-]{1,63}");

    private final Set<String> names;
    private final AddressList addresses;
    private final String text;

    private HostList(Set<String> names, AddressList addresses, String text) {
        this.names = names;
        this.addresses = addresses;
        this.text = text;
    }

    /**
     * Reads a list with commas, blanks or line ends between its members.
     *
     * @throws IllegalArgumentException if one of them is neither a name nor an address nor a block
     */
    public static HostList parse(String list) {
        List<String> members = Arrays.stream(list.split("[,\\s]+"))
                .filter(member -> !member.isEmpty())
                .toList();
        Set<String> names = new HashSet<>();
        List<String> addresses = new ArrayList<>();
        for (String member : members) {
            if (AddressBlock.parse(member).isPresent()) {
                addresses.add(member);
            } else {
                names.add(name(member));
            }
        }
        return new HostList(names, AddressList.parse(String.join(" ", addresses)), String.join(", ", members));
    }

    private static String name(String member) {
        String name = plain(ascii(member));
        if (!NAME.matcher(name).matches() || HostAddress.isNumber(name)) {
            throw new IllegalArgumentException(member + " is no host name, no address and no block");
        }
        return name;
    }

    /** As name servers know it. */
    private static String ascii(String member) {
        try {
            return IDN.toASCII(member);
        } catch (IllegalArgumentException noName) {
            return "";
        }
    }

    /** A dot at the end changes nothing. */
    private static String plain(String name) {
        return (name.endsWith(".") ? name.substring(0, name.length() - 1) : name).toLowerCase(Locale.ROOT);
    }

    /**
     * Whether a host is one of these, or below one of them; an address in whatever spelling, and one of IPv6 that
     * stands for one of IPv4 ({@link HostAddress}).
     *
     * @param host a name, in ASCII, or an address; that of IPv6 with or without brackets
     */
    public boolean contains(String host) {
        return hasAddress(host) || !names.isEmpty() && isBelow(plain(host));
    }

    private boolean hasAddress(String host) {
        return !addresses.isEmpty()
                && (addresses.contains(host)
                        || HostAddress.ipv4Of(host).filter(addresses::contains).isPresent());
    }

    private boolean isBelow(String host) {
        int dot = host.indexOf('.');
        return names.contains(host) || dot >= 0 && isBelow(host.substring(dot + 1));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostList list && names.equals(list.names) && addresses.equals(list.addresses);
    }

    @Override
    public int hashCode() {
        return names.hashCode() * 31 + addresses.hashCode();
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return text;
    }
}
