package org.icefloe.directory.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * By which entries are the same station: name, type and bitrate. Not the codecs: Icecast learns them only while it
 * hears an Ogg, and a station keeps its address.
 */
final class StationKey {
    private static final int LENGTH = 24;

    private StationKey() {}

    /** The same for the same station, on every server and after every restart; fit for an address. */
    static String of(Broadcast broadcast) {
        String key = String.join(
                "\n",
                Texts.fold(broadcast.name()),
                broadcast.type(),
                Integer.toString(broadcast.sound().bitrate()));
        byte[] digest = sha256().digest(key.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).substring(0, LENGTH);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
