package org.icefloe.format.framing;

import java.nio.ByteBuffer;
import org.icefloe.format.StreamInfo;

/** What the header of a self-delimiting frame says. */
public interface FrameHeader {
    /** The length of the whole frame, header included, in bytes; more than the header's own length. */
    int frameBytes();

    /** How long the frame plays, in ns. */
    long nanos();

    /**
     * Whether the frame is part of the sound, and not one that only a file needs.
     *
     * @param frame the whole frame, between position and limit
     */
    default boolean isSound(ByteBuffer frame) {
        return true;
    }

    /** Whether a frame with the other header can be the next of the same stream. */
    boolean continues(FrameHeader other);

    /** What it tells of the stream. */
    StreamInfo info();
}
