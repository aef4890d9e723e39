package org.icefloe.auth;

import java.util.Base64;
import java.util.Optional;
import org.icefloe.bytes.Printable;

/**
 * A user name and a password, as a client sent them.
 *
 * @param user may be empty
 * @param password in clear text
 */
public record Credentials(String user, String password) {
    private static final String SCHEME = "Basic ";

    /**
     * Reads the value of an {@code Authorization} header (RFC 7617).
     *
     * <pre>
     *   Basic c291cmNlOmhhY2ttZQ==
     *         base64 of  source:hackme
     * </pre>
     *
     * The user name ends at the first colon. Encoders in the field send UTF-8 or Latin-1 and do not say which: bytes
     * that are no UTF-8 are read as Latin-1. Empty if the scheme is another, the base64 is broken, or there is no
     * colon.
     */
    public static Optional<Credentials> ofBasic(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return decode(header.substring(SCHEME.length()).strip()).flatMap(Credentials::split);
    }

    private static Optional<String> decode(String base64) {
        try {
            return Optional.of(Printable.decode(Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private static Optional<Credentials> split(String pair) {
        int colon = pair.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new Credentials(pair.substring(0, colon), pair.substring(colon + 1)));
    }

    /** Leaves the password out, so that no log line has it. */
    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
