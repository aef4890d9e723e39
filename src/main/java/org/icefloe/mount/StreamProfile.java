package org.icefloe.mount;

import java.util.Map;
import java.util.Optional;
import org.icefloe.format.ContentType;
import org.icefloe.net.RelayPath;

/**
 * What a source said of its stream when it logged in.
 *
 * @param contentType of the stream
 * @param headers the source's {@code ice-*} words under the names that listeners know them by, such as
 *     {@code icy-name}, in the order in which listeners are sent them; names in lower case
 * @param userAgent of the source client, if it named one
 * @param address the source's IP address
 * @param path the servers by which it has come, if it is relayed
 */
public record StreamProfile(
        ContentType contentType,
        Map<String, String> headers,
        Optional<String> userAgent,
        String address,
        RelayPath path) {
    /** Of a stream that comes from its source. */
    public StreamProfile(
            ContentType contentType, Map<String, String> headers, Optional<String> userAgent, String address) {
        this(contentType, headers, userAgent, address, RelayPath.NONE);
    }

    /** One of the headers by its listener's name, such as {@code icy-br}. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
