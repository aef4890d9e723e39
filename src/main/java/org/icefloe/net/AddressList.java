package org.icefloe.net;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Addresses and blocks, such as {@code 192.0.2.7, 10.0.0.0/8, 2001:db8::/32}. Immutable. */
public final class AddressList {
    /** Nobody. */
    public static final AddressList EMPTY = new AddressList(List.of(), "");

    private final List<AddressBlock> blocks;
    private final String text;

    private AddressList(List<AddressBlock> blocks, String text) {
        this.blocks = blocks;
        this.text = text;
    }

    /**
     * Reads a list with commas, blanks or line ends between its members.
     *
     * @throws IllegalArgumentException if one of them is neither an address nor a block
     */
    public static AddressList parse(String list) {
        List<String> members = Arrays.stream(list.split("[,\\s]+"))
                .filter(member -> !member.isEmpty())
                .toList();
        List<AddressBlock> blocks = members.stream().map(AddressList::block).toList();
        return new AddressList(blocks, members.stream().collect(Collectors.joining(", ")));
    }

    private static AddressBlock block(String member) {
        return AddressBlock.parse(member)
                .orElseThrow(() -> new IllegalArgumentException(member + " is no address and no block"));
    }

    public boolean isEmpty() {
        return blocks.isEmpty();
    }

    /**
     * Whether an address is one of these, or lies in one of the blocks. What is no address lies in none.
     *
     * @param address of a client, as doors know it
     */
    public boolean contains(String address) {
        if (blocks.isEmpty()) {
            return false;
        }
        // Some containers put IPv6 in brackets; a link-local address names its interface behind a percent sign.
        Optional<InetAddress> parsed = Hop.node(address.replaceFirst("%[^\\]]*", ""));
        return parsed.filter(known -> blocks.stream().anyMatch(block -> block.contains(known)))
                .isPresent();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressList list && blocks.equals(list.blocks);
    }

    @Override
    public int hashCode() {
        return blocks.hashCode();
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return text;
    }
}
