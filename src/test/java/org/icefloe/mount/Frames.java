package org.icefloe.mount;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import org.icefloe.format.ContentType;
import org.icefloe.format.Frame;

/** Frames whose bytes tell where in the stream they stand. */
final class Frames {
    static final StreamProfile PROFILE =
            new StreamProfile(ContentType.MPEG, Map.of("icy-name", "Radio"), Optional.empty(), "192.0.2.1");

    private Frames() {}

    /** The byte that belongs at a position. */
    static byte at(long position) {
        return (byte) (position * 31 + (position >> 8) + (position >> 16));
    }

    /** Adds a frame behind the head. */
    static void append(StreamBuffer buffer, Frame.Kind kind, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = at(buffer.head() + i);
        }
        buffer.append(new Frame(kind, ByteBuffer.wrap(bytes)));
    }

    /**
     * Reads up to a position, and looks at every byte.
     *
     * @throws AssertionError if one is not the one that belongs there
     */
    static void read(Cursor cursor, long limit) {
        for (int run = cursor.run(limit); run > 0; run = cursor.run(limit)) {
            for (int i = 0; i < run; i++) {
                if (cursor.array()[cursor.offset() + i] != at(cursor.position() + i)) {
                    throw new AssertionError("wrong byte at " + (cursor.position() + i));
                }
            }
            cursor.advance(run);
        }
        if (cursor.position() != limit) {
            throw new AssertionError("stopped at " + cursor.position() + " instead of " + limit);
        }
    }
}
