package org.icefloe.format.id3;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The text frames of one ID3v2 tag. What is cut off, compressed, encrypted or otherwise beyond reading is left out.
 *
 * <pre>
 *     2.2   | id, 3 | length, 3 |             | encoding, 1 | text ...
 *     2.3   | id, 4 | length, 4 |  flags, 2   | encoding, 1 | text ...
 *     2.4   | id, 4 | length, 4 x 7 bit | flags, 2 | encoding, 1 | text, NUL, text ...
 * </pre>
 */
final class Id3v2Frames {
    private static final int UNSYNCHRONISED = 0x80;
    private static final int EXTENDED = 0x40;

    private final int version;
    private final ByteBuffer bytes;
    private final Map<String, String> texts = new HashMap<>();

    private Id3v2Frames(int version, ByteBuffer bytes) {
        this.version = version;
        this.bytes = bytes;
    }

    /** @param tag a tag from its header on, or the beginning of one */
    static Id3v2Frames of(ByteBuffer tag) {
        ByteBuffer header = tag.slice();
        int version = header.get(3);
        int flags = header.get(5);
        ByteBuffer body = header.position(Id3v2.HEADER_BYTES).slice();
        boolean unsynchronised = version < 4 && (flags & UNSYNCHRONISED) != 0;
        Id3v2Frames frames = new Id3v2Frames(version, unsynchronised ? resynchronised(body) : body);
        if (version >= 2 && version <= 4 && frames.skipExtendedHeader(flags)) {
            frames.readAll();
        }
        return frames;
    }

    /** The text under a name of version 2.3 and 2.4, or that of 2.2; empty if there is none. */
    String text(String id, String oldId) {
        return texts.getOrDefault(version == 2 ? oldId : id, "");
    }

    /** Takes out the zero that was put behind every 0xff to keep decoders from seeing a sync word. */
    private static ByteBuffer resynchronised(ByteBuffer body) {
        ByteBuffer plain = ByteBuffer.allocate(body.remaining());
        byte previous = 0;
        while (body.hasRemaining()) {
            byte next = body.get();
            if (next != 0 || previous != (byte) 0xff) {
                plain.put(next);
            }
            previous = next;
        }
        return plain.flip();
    }

    private boolean skipExtendedHeader(int flags) {
        if (version == 2 || (flags & EXTENDED) == 0) {
            return true;
        }
        if (bytes.remaining() < 4) {
            return false;
        }
        int length = version == 4 ? Id3v2.syncsafe(bytes, 0) : bytes.getInt(0) + 4;
        if (length < 4 || length > bytes.remaining()) {
            return false;
        }
        bytes.position(length);
        return true;
    }

    private void readAll() {
        int idLength = version == 2 ? 3 : 4;
        int headerLength = version == 2 ? 6 : 10;
        while (bytes.remaining() > headerLength && bytes.get(bytes.position()) != 0) {
            int at = bytes.position();
            String id = latin1(at, idLength);
            int length = lengthAt(at + idLength);
            if (length < 0 || length > bytes.remaining() - headerLength) {
                return;
            }
            if (id.startsWith("T") && length > 1 && isPlain(at)) {
                texts.putIfAbsent(id, text(at + headerLength, length));
            }
            bytes.position(at + headerLength + length);
        }
    }

    private int lengthAt(int at) {
        return switch (version) {
            case 2 -> (bytes.get(at) & 0xff) << 16 | (bytes.get(at + 1) & 0xff) << 8 | bytes.get(at + 2) & 0xff;
            case 3 -> bytes.getInt(at);
            default -> Id3v2.syncsafe(bytes, at);
        };
    }

    /** Whether the frame is neither compressed nor encrypted nor grouped. */
    private boolean isPlain(int at) {
        return version == 2 || bytes.get(at + 9) == 0;
    }

    private String text(int at, int length) {
        String text = decode(charset(bytes.get(at)), at + 1, length - 1);
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    private static Charset charset(byte encoding) {
        return switch (encoding) {
            case 1 -> StandardCharsets.UTF_16;
            case 2 -> StandardCharsets.UTF_16BE;
            case 3 -> StandardCharsets.UTF_8;
            default -> StandardCharsets.ISO_8859_1;
        };
    }

    private String latin1(int at, int length) {
        return decode(StandardCharsets.ISO_8859_1, at, length);
    }

    private String decode(Charset charset, int at, int length) {
        return charset.decode(bytes.slice(at, length)).toString();
    }
}
