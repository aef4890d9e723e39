package org.icefloe.net;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one proxy says of the request that has come to it. What it leaves out, or what cannot be read, is empty.
 *
 * @param client who has sent it
 * @param host under which host, and perhaps port, as in {@code Host}
 * @param scheme {@code http} or {@code https}
 * @param port at which port
 */
record Hop(Optional<InetAddress> client, Optional<String> host, Optional<String> scheme, Optional<String> port) {
    /** Says nothing. */
    static final Hop SILENT = new Hop(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** {@code 192.0.2.1}, {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}, {@code [2001:db8::1]}. */
    private static final Pattern NODE = Pattern.compile("(?:\\[(?<six>[^\\]]*)]|(?<four>[0-9.]*))(?::[0-9]{1,5})?");

    /** The address of a node, without the port; empty for {@code unknown} and for names (RFC 7239, 6). */
    static Optional<InetAddress> node(String text) {
        Matcher node = NODE.matcher(text);
        if (!node.matches()) {
            return IpAddress.parse(text);
        }
        return IpAddress.parse(node.group("six") == null ? node.group("four") : node.group("six"));
    }
}
