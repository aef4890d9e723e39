package org.icefloe.config;

import java.net.URI;
import java.util.Optional;

/**
 * An address of HTTP or HTTPS that is called to ask or to tell something. It may bear credentials, as
 * {@code http://user:password@backend.example/auth} does.
 *
 * @param whole as it was written; only {@link #address} is fit to be shown
 */
public record HttpUrl(URI whole) {
    /** @throws IllegalArgumentException if it is no address of HTTP or HTTPS */
    public HttpUrl {
        boolean http = "http".equalsIgnoreCase(whole.getScheme()) || "https".equalsIgnoreCase(whole.getScheme());
        if (!http || whole.getHost() == null || whole.getRawFragment() != null || whole.getPort() > 65_535) {
            throw new IllegalArgumentException("no address of HTTP or HTTPS");
        }
    }

    /** The same without credentials; this is what is called. */
    public URI address() {
        return whole.getRawUserInfo() == null ? whole : URI.create(replaceUserInfo(""));
    }

    /** Fit for the log, where nobody wants what stands behind a question mark either. */
    public String place() {
        return toString().replaceFirst("\\?.*", "");
    }

    /** {@code user:password}, decoded, if the address has it. */
    public Optional<String> userInfo() {
        return Optional.ofNullable(whole.getUserInfo());
    }

    /** With a mask in the place of the credentials. */
    @Override
    public String toString() {
        return whole.getRawUserInfo() == null ? whole.toString() : replaceUserInfo(Secret.MASK + "@");
    }

    private String replaceUserInfo(String with) {
        String text = whole.toString();
        int begin = text.indexOf("//") + 2;
        return text.substring(0, begin)
                + with
                + text.substring(begin + whole.getRawUserInfo().length() + 1);
    }
}
