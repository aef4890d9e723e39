package org.icefloe.net;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Addresses that begin with the same bits, such as {@code 10.0.0.0/8} (RFC 4632) or {@code 2001:db8::/32} (RFC 4291,
 * 2.3).
 *
 * @param bits how long an address is: 32 or 128
 * @param prefix how many of them are the same
 * @param network these bits, as a number
 */
record AddressBlock(int bits, int prefix, BigInteger network) {

    /** Reads a block, or an address, which is a block of its own; empty if the text is neither. */
    static Optional<AddressBlock> parse(String text) {
        String[] sides = text.strip().split("/", 2);
        return IpAddress.parse(sides[0])
                .flatMap(address -> sides.length == 1
                        ? Optional.of(of(address, bits(address)))
                        : Optional.of(sides[1])
                                .filter(digits -> digits.matches("[0-9]{1,3}"))
                                .map(Integer::parseInt)
                                .filter(prefix -> prefix <= bits(address))
                                .map(prefix -> of(address, prefix)));
    }

    private static AddressBlock of(InetAddress address, int prefix) {
        return new AddressBlock(bits(address), prefix, first(prefix, address));
    }

    boolean contains(InetAddress address) {
        return bits(address) == bits && first(prefix, address).equals(network);
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * 8;
    }

    private static BigInteger first(int prefix, InetAddress address) {
        return new BigInteger(1, address.getAddress()).shiftRight(bits(address) - prefix);
    }
}
