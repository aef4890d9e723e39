package org.icefloe.format.mpeg;

import java.nio.ByteBuffer;
import org.icefloe.format.FrameSink;
import org.icefloe.format.StreamParser;
import org.icefloe.format.framing.SyncedFrameReader;

/**
 * Cuts MPEG audio into frames; a decoder may begin at any of them, at those of layer III with the help of
 * {@link MpegOpening}. What is no frame, such as an ID3 tag, is left out. Frames of free format do not say their length
 * and are left out too.
 *
 * <p>So is the index that a file begins with, wherever it comes: a source that plays one file after the other sends
 * many, and a player that joins at one would believe what it says of the length.
 */
public final class MpegParser implements StreamParser {
    private final SyncedFrameReader frames = new SyncedFrameReader(MpegFrameHeader::at, MpegFrameHeader.BYTES);

    @Override
    public void read(ByteBuffer input, FrameSink sink) {
        frames.read(input, sink);
    }

    @Override
    public long skippedBytes() {
        return frames.skippedBytes();
    }
}
