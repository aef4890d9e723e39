package org.icefloe.net;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Addresses in the hosts of URLs: those of IPv4 in all spellings that browsers know (WHATWG URL, 3.5), and those of
 * IPv6 that stand for one of IPv4. No name server is asked.
 *
 * <pre>
 *   9.9.2313   0x09090909   011.011.011.011   9.9.9.9
 *   64:ff9b::909:909   2002:909:909::   ::9.9.9.9
 * </pre>
 */
public final class HostAddress {
    private static final int MOST_PARTS = 4;

    private static final int OCTET = 256;

    private static final AddressList LAST = AddressList.parse("::/96 64:ff9b::/96");

    private static final AddressList SIX_TO_FOUR = AddressList.parse("2002::/16");

    private static final AddressList TEREDO = AddressList.parse("2001::/32");

    private HostAddress() {}

    /**
     * The host as browsers ask for it: a number as an address of four parts, anything else as it is.
     *
     * @return empty if it ends as a number does and is no address
     */
    public static Optional<String> plain(String host) {
        return isNumber(host) ? ipv4(host.replaceFirst("\\.$", "")) : Optional.of(host);
    }

    /** Whether browsers take it for an address of IPv4 or for nothing. */
    static boolean isNumber(String host) {
        String name = host.replaceFirst("\\.$", "");
        return name.substring(name.lastIndexOf('.') + 1).matches("[0-9]+|0[xX][0-9a-fA-F]*");
    }

    /** The address of IPv4 that a host is or stands for, with four parts. */
    static Optional<String> ipv4Of(String host) {
        Optional<InetAddress> address = Hop.node(host);
        return address.isPresent()
                ? embedded(address.get())
                : Optional.of(host).filter(HostAddress::isNumber).flatMap(HostAddress::plain);
    }

    private static Optional<String> embedded(InetAddress address) {
        byte[] bytes = address.getAddress();
        String text = address.getHostAddress();
        if (bytes.length == MOST_PARTS) {
            return Optional.of(text);
        }
        if (SIX_TO_FOUR.contains(text)) {
            return Optional.of(dotted(bytes, 2, 0));
        }
        if (TEREDO.contains(text)) {
            return Optional.of(dotted(bytes, 12, 0xFF));
        }
        return LAST.contains(text) ? Optional.of(dotted(bytes, 12, 0)) : Optional.empty();
    }

    /** @param mask of the bits that are turned around */
    private static String dotted(byte[] bytes, int from, int mask) {
        return (bytes[from] & 0xFF ^ mask) + "." + (bytes[from + 1] & 0xFF ^ mask) + "."
                + (bytes[from + 2] & 0xFF ^ mask) + "." + (bytes[from + 3] & 0xFF ^ mask);
    }

    /** The last part fills all that the others leave. */
    private static Optional<String> ipv4(String host) {
        String[] parts = host.split("\\.", -1);
        long[] numbers = Stream.of(parts).mapToLong(HostAddress::number).toArray();
        int last = parts.length - 1;
        if (parts.length > MOST_PARTS
                || Arrays.stream(numbers).anyMatch(number -> number < 0)
                || Arrays.stream(numbers, 0, last).anyMatch(number -> number >= OCTET)
                || numbers[last] >= 1L << 8 * (MOST_PARTS - last)) {
            return Optional.empty();
        }
        long address = numbers[last];
        for (int at = 0; at < last; at++) {
            address |= numbers[at] << 8 * (MOST_PARTS - 1 - at);
        }
        return Optional.of(
                (address >> 24) + "." + (address >> 16 & 0xFF) + "." + (address >> 8 & 0xFF) + "." + (address & 0xFF));
    }

    /** As in C: octal behind a zero; -1 if it is none, or too large. */
    private static long number(String part) {
        boolean isHexadecimal = part.matches("0[xX][0-9a-fA-F]*");
        String digits = isHexadecimal ? "0" + part.substring(2) : part;
        if (!isHexadecimal && !digits.matches("[0-9]+")) {
            return -1;
        }
        int decimalOrOctal = digits.startsWith("0") ? 8 : 10;
        try {
            return Long.parseLong(digits, isHexadecimal ? 16 : decimalOrOctal);
        } catch (NumberFormatException noNumber) {
            return -1;
        }
    }
}
