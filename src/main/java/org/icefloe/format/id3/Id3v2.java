package org.icefloe.format.id3;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.icefloe.format.StreamTags;

/**
 * Finds ID3v2 tags and reads the title out of them (versions 2.2 to 2.4, https://id3.org/id3v2.4.0-structure).
 *
 * <pre>
 *      0       3       4       5       6                   10
 *     +-+-+-+-+-------+-------+-------+---+---+---+---+---+----
 *     | "ID3" | major | minor | flags | length, 4 x 7 bit | frames ...
 *     +-------+-------+-------+-------+-------------------+----
 *     flags   0x80 unsynchronised, 0x40 extended header, 0x10 a footer of 10 bytes follows the length
 * </pre>
 */
public final class Id3v2 {
    /** The length of the header, in bytes. */
    public static final int HEADER_BYTES = 10;

    /** A longer tag, in bytes, is taken for bytes that happen to look like one. No cover picture is so large. */
    private static final int MAX_LENGTH = 16 << 20;

    private static final int FOOTER = 0x10;

    private Id3v2() {}

    /** Whether the bytes at the position, as far as they are there, are the beginning of a tag. */
    public static boolean mayBeginAt(ByteBuffer window) {
        int at = window.position();
        return window.get(at) == 'I'
                && (window.remaining() < 2 || window.get(at + 1) == 'D')
                && (window.remaining() < 3 || window.get(at + 2) == '3');
    }

    /**
     * The length of the tag at the position, header and footer included, in bytes; 0 if there is none.
     *
     * @param window at least {@value #HEADER_BYTES} bytes
     */
    public static int lengthOf(ByteBuffer window) {
        int at = window.position();
        boolean plausible = mayBeginAt(window) && window.get(at + 3) != -1 && window.get(at + 4) != -1;
        int length = syncsafe(window, at + 6);
        if (!plausible || length < 0 || length > MAX_LENGTH) {
            return 0;
        }
        return HEADER_BYTES + length + ((window.get(at + 5) & FOOTER) == 0 ? 0 : HEADER_BYTES);
    }

    /**
     * Artist and title, if the tag has one of them.
     *
     * @param tag a tag from its header on, or the beginning of one
     */
    public static Optional<StreamTags> tags(ByteBuffer tag) {
        Id3v2Frames frames = Id3v2Frames.of(tag);
        StreamTags tags = new StreamTags(frames.text("TPE1", "TP1"), frames.text("TIT2", "TT2"));
        return Optional.of(tags).filter(found -> !found.display().isEmpty());
    }

    /** A number of four times seven bits, or -1 if one of the eighth bits is set. */
    static int syncsafe(ByteBuffer bytes, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            if (bytes.get(i) < 0) {
                return -1;
            }
            value = value << 7 | bytes.get(i);
        }
        return value;
    }
}
