package org.icefloe.format.ogg;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
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

    private final StringBuilder artist = new StringBuilder();
    private final StringBuilder title = new StringBuilder();

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
        return new StreamTags(comments.artist.toString(), comments.title.toString());
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

    private void add(String comment) {
        int equals = comment.indexOf('=');
        String value = comment.substring(equals + 1).strip();
        switch (comment.substring(0, Math.max(0, equals)).toUpperCase(Locale.ROOT)) {
            case "ARTIST" -> append(artist, value);
            case "TITLE" -> append(title, value);
            default -> {}
        }
    }

    /** A name may come several times: a piece has several artists. */
    private static void append(StringBuilder text, String value) {
        if (text.length() + value.length() <= MAX_TEXT) {
            text.append(text.length() == 0 ? "" : ", ").append(value);
        }
    }
}
