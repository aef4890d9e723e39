package org.icefloe.directory.catalog;

import java.nio.charset.StandardCharsets;
import org.icefloe.bytes.Sha256;

/**
 * By which entries are the same station: name, type and bitrate. Not the codecs: Icecast learns them only while it
 * hears an Ogg, and a station keeps its address.
 */
final class StationKey {
    private static final int DIGEST_BYTES = 12;

    private StationKey() {}

    /** The same for the same station, on every server and after every restart; fit for an address. */
    static String of(Broadcast broadcast) {
        String key = String.join(
                "\n",
                Texts.fold(broadcast.name()),
                broadcast.type(),
                Integer.toString(broadcast.sound().bitrate()));
        return Sha256.hex(DIGEST_BYTES, key.getBytes(StandardCharsets.UTF_8));
    }
}
