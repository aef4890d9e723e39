package org.icefloe.relay;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.net.Origin;

/**
 * Where a relay takes its stream from.
 *
 * @param server where it is
 * @param target path and query as they are sent, beginning with a slash: {@code /live.mp3}, or {@code /}, {@code /;}
 *     and {@code /stream/1/} of SHOUTcast
 * @param credentials if the server wants any
 * @param icyMetadata whether titles are asked for between the bytes of the sound
 */
public record Upstream(Origin server, String target, Optional<Credentials> credentials, boolean icyMetadata) {
    /** What an address looks like, as the end of a sentence that begins with "expected". */
    public static final String EXPECTED =
            "an address such as http://radio.example:8000/live.mp3, with http or https, and without a user or a fragment";

    private static final int LONGEST = 1000;

    /**
     * Reads an address; without a path, that of SHOUTcast's only stream. User and password have a place of their own,
     * where nobody shows them.
     *
     * @throws IllegalArgumentException with what was {@linkplain #EXPECTED expected}, if it is none
     */
    public static Upstream parse(String address, Optional<Credentials> credentials, boolean icyMetadata) {
        return new Upstream(server(address), target(address), credentials, icyMetadata);
    }

    private static Origin server(String address) {
        URI uri = uri(address);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || uri.getRawAuthority() == null) {
            throw unexpected();
        }
        return Origin.parse(scheme, uri.getRawAuthority()).orElseThrow(Upstream::unexpected);
    }

    private static String target(String address) {
        URI uri = uri(address);
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static URI uri(String address) {
        try {
            URI uri = new URI(address.strip());
            if (address.length() > LONGEST || uri.isOpaque() || uri.getRawFragment() != null) {
                throw unexpected();
            }
            return uri;
        } catch (URISyntaxException noAddress) {
            throw unexpected();
        }
    }

    private static IllegalArgumentException unexpected() {
        return new IllegalArgumentException("expected " + EXPECTED);
    }

    /** The address, without credentials. */
    public String url() {
        return server + target;
    }

    /** The same, so that no log line has a password. */
    @Override
    public String toString() {
        return url();
    }
}
