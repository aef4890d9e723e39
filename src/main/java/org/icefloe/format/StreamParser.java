package org.icefloe.format;

import java.nio.ByteBuffer;

/**
 * Cuts a source's bytes into frames. The same bytes give the same frames however they are portioned. Not safe for use
 * by several threads at once.
 */
public interface StreamParser {
    /**
     * Takes all bytes between position and limit; an incomplete frame at the end is kept until the rest of it arrives.
     * What is kept is bounded by the format's largest frame.
     *
     * @throws StreamFormatException if the bytes are not of this format; the parser is of no use afterwards
     */
    void read(ByteBuffer input, FrameSink sink);

    /**
     * Has the stream carry another title in itself, from the next place on where it can; for formats whose titles
     * travel inside the stream. To be called between two calls of {@link #read}.
     *
     * @return whether it will; if not, titles of this stream cannot be set from outside
     */
    default boolean retitle(StreamTags tags) {
        return false;
    }

    /** How many bytes were left out because they belonged to no frame. */
    long skippedBytes();
}
