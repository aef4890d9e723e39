package org.icefloe.source;

import java.util.Map;
import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.config.MountPaths;
import org.icefloe.format.ContentType;
import org.icefloe.mount.MountName;
import org.icefloe.mount.Refusal;
import org.icefloe.mount.RefusedException;

/**
 * A request to be the source of a mount, as a door has read it.
 *
 * @param mount which one
 * @param method {@code PUT} or {@code SOURCE}, in upper case
 * @param headers of the request; names in lower case, the last of several values
 * @param credentials if any were sent
 * @param address the client's IP address
 */
public record SourceRequest(
        MountName mount,
        String method,
        Map<String, String> headers,
        Optional<Credentials> credentials,
        String address) {

    /**
     * Whether a request is a source's: each {@code SOURCE}, and each {@code PUT} but those that change the server
     * itself.
     *
     * @param method in upper case
     * @param path decoded
     */
    public static boolean isSource(String method, String path) {
        return method.equals("SOURCE") || method.equals("PUT") && !MountPaths.isChanged(path);
    }

    /**
     * Reads a request, with the credentials in its headers.
     *
     * @throws RefusedException 400 if the path can be no mountpoint
     */
    public static SourceRequest of(String method, String path, Map<String, String> headers, String address) {
        MountName mount = MountName.parse(path).orElseThrow(() -> new RefusedException(Refusal.NO_MOUNTPOINT));
        Optional<Credentials> credentials =
                Optional.ofNullable(headers.get("authorization")).flatMap(Credentials::ofBasic);
        return new SourceRequest(mount, method, headers, credentials, address);
    }

    /** A header by its lower-case name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /**
     * Whether the client only asks if it would be let in: libshout sends a request with {@code Content-Length: 0}
     * before the real one. A probe turns no mount on.
     */
    public boolean isProbe() {
        return header("content-length").filter("0"::equals).isPresent();
    }

    /**
     * What the client sends; Icecast takes a {@code SOURCE} that does not say for MPEG audio. Empty if a {@code PUT}
     * does not say.
     */
    Optional<ContentType> contentType() {
        Optional<ContentType> named =
                header("content-type").filter(value -> !value.isBlank()).map(ContentType::new);
        return method.equals("SOURCE") ? Optional.of(named.orElse(ContentType.MPEG)) : named;
    }
}
