package org.icefloe.source;

import java.util.Map;
import java.util.Optional;
import org.icefloe.format.ContentType;
import org.icefloe.mount.MountName;
import org.icefloe.mount.StreamProfile;
import org.icefloe.net.RelayPath;

/**
 * A stream of another server that is to be heard here.
 *
 * @param mount where
 * @param headers of the other server's response; names in lower case, the last of several values
 * @param address where it comes from, for people: host and port
 * @param path the servers by which it has come; at least the one it comes from, if that says so
 */
public record RelayedStream(MountName mount, Map<String, String> headers, String address, RelayPath path) {
    /** What the other server says it is; one that does not say, as old ones of SHOUTcast do, sends MPEG audio. */
    ContentType contentType() {
        return Optional.ofNullable(headers.get("content-type"))
                .filter(value -> !value.isBlank())
                .map(ContentType::new)
                .orElse(ContentType.MPEG);
    }

    StreamProfile profile(ContentType type) {
        return new StreamProfile(
                type, ListenerHeaders.of(headers), Optional.ofNullable(headers.get("server")), address, path);
    }
}
