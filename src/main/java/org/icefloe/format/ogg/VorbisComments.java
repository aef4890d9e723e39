package org.icefloe.format.ogg;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.icefloe.format.StreamTags;

/**
 * Reads artist and title out of Vorbis comments (Vorbis I §5). Numbers are little-endian, text is UTF-8.
 *
 * <pre>
 *     | length, 4 | vendor ... | count, 4 | length, 4 | NAME=value ... | length, 4 | NAME=value ... |
 * </pre>
 */
final class VorbisComments {
    /** A longer comment, in bytes, is a picture and no title. */
    private static final int MAX_TEXT = 4096;

    private final Map<String, String> values = new HashMap<>();

    private VorbisComments() {}

    /**
     * What the comments say, as far as they can be read.
     *
     * @param packet the comment header of any codec
     * @param at where in it the comments begin, in bytes
     */
    static StreamTags tags(byte[] packet, int at) {
        VorbisComments comments = new VorbisComments();
        try {
            comments.read(ByteBuffer.wrap(packet, Math.min(at, packet.length), Math.max(0, packet.length - at)));
        } catch (BufferUnderflowException cutShort) {
            // What was read before the break is as good as ever.
        }
        return new StreamTags(comments.value("ARTIST"), comments.value("TITLE"));
    }

    private void read(ByteBuffer packet) {
        ByteBuffer bytes = packet.order(ByteOrder.LITTLE_ENDIAN);
        take(bytes);
        for (int left = bytes.getInt(); left > 0; left--) {
            ByteBuffer comment = take(bytes);
            if (comment.remaining() <= MAX_TEXT) {
                add(StandardCharsets.UTF_8.decode(comment).toString());
            }
        }
    }

    private static ByteBuffer take(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer taken = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return taken;
    }

    /** A name may come several times: a piece has several artists. */
    private void add(String comment) {
        int equals = comment.indexOf('=');
        if (equals > 0) {
            String name = comment.substring(0, equals).toUpperCase(Locale.ROOT);
            values.merge(name, comment.substring(equals + 1).strip(), (one, other) -> one + ", " + other);
        }
    }

    private String value(String name) {
        return values.getOrDefault(name, "");
    }
}
