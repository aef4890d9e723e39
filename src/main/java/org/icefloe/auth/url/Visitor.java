package org.icefloe.auth.url;

import java.util.Map;
import java.util.Optional;
import org.icefloe.auth.Credentials;
import org.icefloe.mount.MountName;
import org.icefloe.net.Percent;

/**
 * A client of whom a backend is told.
 *
 * @param id number of the connection; 0 of a source
 * @param mount the one it asks for
 * @param query behind the path, as it was sent; may be empty
 * @param headers of its request; names in lower case
 * @param credentials if any were sent
 * @param address its IP address
 */
public record Visitor(
        long id,
        MountName mount,
        String query,
        Map<String, String> headers,
        Optional<Credentials> credentials,
        String address) {

    /** What it has asked for, as Icecast tells it: the path in the characters of a URI, and the query. */
    String target() {
        String path = Percent.path(mount.value());
        return query.isEmpty() ? path : path + "?" + query;
    }

    String user() {
        return credentials.map(Credentials::user).orElse("");
    }

    String password() {
        return credentials.map(Credentials::password).orElse("");
    }

    /** A hyphen where the client does not say. */
    String agent() {
        return Optional.ofNullable(headers.get("user-agent")).orElse("-");
    }

    /** Leaves out what may hold a password. */
    @Override
    public String toString() {
        return "Visitor[" + id + " of " + mount + " from " + address + "]";
    }
}
