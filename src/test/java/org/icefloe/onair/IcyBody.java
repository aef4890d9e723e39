package org.icefloe.onair;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A body with titles between the sound, taken apart.
 *
 * <pre>
 * interval bytes of sound · n · 16 · n bytes: StreamTitle='…'; and zeros · interval bytes of sound · …
 * </pre>
 *
 * @param sound all of it, without what was between
 * @param titles each once for as long as it lasts, the first of which may be empty
 */
public record IcyBody(byte[] sound, List<String> titles) {
    private static final String BEFORE = "StreamTitle='";

    /**
     * @param interval the {@code icy-metaint} of the response, in bytes
     * @param body may break off anywhere
     */
    public static IcyBody of(byte[] body, int interval) {
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        List<String> titles = new ArrayList<>();
        int at = 0;
        while (at + interval < body.length) {
            sound.write(body, at, interval);
            int length = 16 * (body[at + interval] & 0xff);
            at += interval + 1;
            if (length > 0 && at + length <= body.length) {
                titles.add(title(new String(body, at, length, StandardCharsets.UTF_8)));
            }
            at += length;
        }
        return new IcyBody(sound.toByteArray(), titles);
    }

    private static String title(String block) {
        int end = block.indexOf("';", BEFORE.length());
        if (!block.startsWith(BEFORE) || end < 0) {
            throw new AssertionError("no title is in the block " + block);
        }
        return block.substring(BEFORE.length(), end);
    }
}
