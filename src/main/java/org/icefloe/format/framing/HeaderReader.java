package org.icefloe.format.framing;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads the frame headers of one format. */
@FunctionalInterface
public interface HeaderReader {
    /**
     * The header that stands at an index, or nothing if what stands there cannot be one.
     *
     * @param bytes holds a header's length from the index on; its position and limit mean nothing
     */
    Optional<? extends FrameHeader> headerAt(ByteBuffer bytes, int index);
}
