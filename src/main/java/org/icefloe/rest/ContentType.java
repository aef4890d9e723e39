package org.icefloe.rest;

import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What a client says its body is. */
public final class ContentType {
    private ContentType() {}

    /**
     * Whether it can be read. Jersey answers a request of which it cannot with 400 and not a word; doors pass such a
     * request on as one that does not say.
     *
     * @param values those of its header
     */
    public static boolean isReadable(List<String> values) {
        try {
            values.forEach(MediaType::valueOf);
            return values.size() <= 1;
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
