package org.icefloe.format.ogg;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.icefloe.bytes.Printable;
import org.icefloe.format.StreamTags;

/**
 * Vorbis comments (Vorbis I §5): artist and title are read, and written anew. Numbers are little-endian, text is UTF-8.
 *
 * <pre>
 *     | length, 4 | vendor ... | count, 4 | length, 4 | NAME=value ... | length, 4 | NAME=value ... |
 * </pre>
 */
final class VorbisComments {
    /** A longer comment, in bytes, is a picture and no title. */
    private static final int MAX_TEXT = 4096;

    /**
     * Comments that are true of the stream whatever it plays. Any other, such as the album, its picture or the loudness
     * of the track, belongs to the title it came with.
     */
    private static final Set<String> LASTING =
            Set.of("ENCODER", "ORGANIZATION", "CONTACT", "LICENSE", "WAVEFORMATEXTENSIBLE_CHANNEL_MASK");

    private final StringBuilder artist = new StringBuilder();
    private final StringBuilder title = new StringBuilder();
    private final List<byte[]> lasting = new ArrayList<>();
    private byte[] vendor = {};

    private VorbisComments() {}

    /** No comments at all. */
    static VorbisComments none() {
        return new VorbisComments();
    }

    /**
     * What the comments say, as far as they can be read.
     *
     * @param packet the comment header of any codec
     * @param at where in it the comments begin, in bytes
     */
    static VorbisComments read(byte[] packet, int at) {
        VorbisComments comments = new VorbisComments();
        try {
            comments.read(ByteBuffer.wrap(packet, Math.min(at, packet.length), Math.max(0, packet.length - at)));
        } catch (BufferUnderflowException cutShort) {
            // What was read before the break is as good as ever.
        }
        return comments;
    }

    private void read(ByteBuffer packet) {
        ByteBuffer bytes = packet.order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer name = take(bytes);
        if (name.remaining() <= MAX_TEXT) {
            vendor = bytesOf(name);
        }
        for (int left = bytes.getInt(); left > 0; left--) {
            ByteBuffer comment = take(bytes);
            if (comment.remaining() <= MAX_TEXT) {
                add(bytesOf(comment));
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

    private static byte[] bytesOf(ByteBuffer text) {
        byte[] bytes = new byte[text.remaining()];
        text.get(bytes);
        return bytes;
    }

    private void add(byte[] comment) {
        String text = new String(comment, StandardCharsets.UTF_8);
        int equals = Math.max(0, text.indexOf('='));
        String name = text.substring(0, equals).toUpperCase(Locale.ROOT);
        String value = text.substring(Math.min(equals + 1, text.length())).strip();
        if (name.equals("ARTIST")) {
            append(artist, value);
        } else if (name.equals("TITLE")) {
            append(title, value);
        } else if (LASTING.contains(name) && lasting.size() < LASTING.size()) {
            lasting.add(comment);
        }
    }

    /** A name may come several times: a piece has several artists. */
    private static void append(StringBuilder text, String value) {
        if (text.length() + value.length() <= MAX_TEXT) {
            text.append(text.length() == 0 ? "" : ", ").append(value);
        }
    }

    /** Artist and title. */
    StreamTags tags() {
        return new StreamTags(artist.toString(), title.toString());
    }

    /**
     * Tags as comments can carry them: each in one line, and cut between two characters where it would be longer than a
     * comment is read.
     */
    static StreamTags fitting(StreamTags tags) {
        return new StreamTags(fitting("ARTIST=", tags.artist()), fitting("TITLE=", tags.title()));
    }

    private static String fitting(String name, String value) {
        String line = Printable.oneLine(value).strip();
        int room = MAX_TEXT - name.length();
        int end = 0;
        while (end < line.length()) {
            int character = line.codePointAt(end);
            room -= utf8Length(character);
            if (room < 0) {
                return line.substring(0, end);
            }
            end += Character.charCount(character);
        }
        return line;
    }

    private static int utf8Length(int character) {
        if (character < 0x80) {
            return 1;
        }
        return character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }

    /** The vendor and what lasts, with other tags; an empty one is left out. */
    byte[] with(StreamTags tags) {
        List<byte[]> comments = new ArrayList<>(lasting);
        addTo(comments, "ARTIST=", tags.artist());
        addTo(comments, "TITLE=", tags.title());
        int length = 8 + vendor.length;
        for (byte[] comment : comments) {
            length += 4 + comment.length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(vendor.length).put(vendor).putInt(comments.size());
        comments.forEach(comment -> bytes.putInt(comment.length).put(comment));
        return bytes.array();
    }

    private static void addTo(List<byte[]> comments, String name, String value) {
        if (!value.isEmpty()) {
            comments.add((name + value).getBytes(StandardCharsets.UTF_8));
        }
    }
}
