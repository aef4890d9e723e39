package org.icefloe.format.framing;

import org.icefloe.format.StreamInfo;

/** What the header of a self-delimiting frame says. */
public interface FrameHeader {
    /** The length of the whole frame, header included, in bytes; more than the header's own length. */
    int frameBytes();

    /** Whether a frame with the other header can be the next of the same stream. */
    boolean continues(FrameHeader other);

    /** What it tells of the stream. */
    StreamInfo info();
}
