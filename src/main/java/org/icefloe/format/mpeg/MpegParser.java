package org.icefloe.format.mpeg;

import java.nio.ByteBuffer;
import org.icefloe.format.FrameSink;
import org.icefloe.format.StreamParser;
import org.icefloe.format.framing.SyncedFrameReader;

/**
 * Cuts MPEG audio into frames; a decoder may begin at any of them. What is no frame, such as an ID3 tag, is left out.
 * Frames of free format do not say their length and are left out too.
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
