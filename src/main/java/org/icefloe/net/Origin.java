package org.icefloe.net;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scheme, host and port of a server (RFC 6454), as a client sees them.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name, or an address; of IPv6 with brackets
 * @param port 1 to 65535
 */
public record Origin(String scheme, String host, int port) {
    private static final Pattern AUTHORITY =
            Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f]*:[0-9A-Fa-f:.]*])(?::([0-9]{1,5}))?");

    private static final Pattern USER = Pattern.compile("(?<=//)[^/?#\\s]*@");

    /** @param host with or without brackets, if it is an address of IPv6 */
    public Origin {
        host = hostInUri(host);
    }

    /** A host as it stands in a URI: that of IPv6 in brackets (RFC 3986, 3.2.2). */
    public static String hostInUri(String host) {
        boolean bareIpv6 = host.contains(":") && !host.startsWith("[");
        return bareIpv6 ? "[" + host + "]" : host;
    }

    /** Text with {@code ***} in the place of each user and password that stand before the host of an address. */
    public static String withoutUser(String text) {
        return USER.matcher(text).replaceAll("***@");
    }

    /** The host as a name server or a certificate knows it: an address of IPv6 without brackets. */
    public String bareHost() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /**
     * Reads what a client sends in {@code Host} (RFC 9110, 7.2); empty if it is none. Whatever is read is fit for a
     * URI.
     *
     * @param authority host, and port where it is not the scheme's own
     */
    public static Optional<Origin> parse(String scheme, String authority) {
        Matcher matcher = AUTHORITY.matcher(authority.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String port = matcher.group(2);
        return Optional.of(new Origin(
                        scheme, matcher.group(1), port == null ? defaultPort(scheme) : Integer.parseInt(port)))
                .filter(origin -> origin.port > 0 && origin.port <= 65_535)
                .filter(Origin::isNameOrAddress);
    }

    private boolean isNameOrAddress() {
        return !host.startsWith("[")
                || IpAddress.parse(host.substring(1, host.length() - 1)).isPresent();
    }

    /** Whether that is the same server: names are the same in any case. */
    public boolean isSameAs(Origin other) {
        return scheme.equals(other.scheme) && host.equalsIgnoreCase(other.host) && port == other.port;
    }

    /** The port of a scheme where none is named (RFC 9110, 4.2). */
    static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    /** Host and port, as they stand in a URI and in {@code Host}; the port is left out where the scheme says it. */
    public String authority() {
        return host + (port == defaultPort(scheme) ? "" : ":" + port);
    }

    /** As a URI begins, without a slash at the end. */
    @Override
    public String toString() {
        return scheme + "://" + authority();
    }
}
